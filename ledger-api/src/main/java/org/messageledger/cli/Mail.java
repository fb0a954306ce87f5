package org.messageledger.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One mail of a file, read strictly: what is absent is empty, what is of another type rejects the line. */
final class Mail {

    /** A field given twice would lose one of its values. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode object;

    private Mail(JsonNode object) {
        this.object = object;
    }

    /** At least an object with a {@code messageId} and a {@code from}. */
    static Mail parse(byte[] line) throws RejectedLine {
        JsonNode object;
        try {
            object = JSON.readTree(line);
        } catch (JacksonException e) {
            throw rejected(e.getOriginalMessage());
        }
        Mail mail = new Mail(object);
        if (!object.isObject()
                || mail.text("messageId").isEmpty()
                || mail.text("from").isEmpty()) {
            throw rejected("a mail is a JSON object with at least messageId and from");
        }
        return mail;
    }

    String text(String field) throws RejectedLine {
        return text(object, field);
    }

    List<String> recipients() throws RejectedLine {
        List<String> recipients = new ArrayList<>();
        for (JsonNode recipient : array("to")) {
            if (!recipient.isString()) {
                throw rejected("to must hold texts");
            }
            recipients.add(recipient.stringValue());
        }
        return recipients;
    }

    List<Attachment> attachments() throws RejectedLine {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode given : array("attachments")) {
            JsonNode bytes = given.path("bytes");
            if (!bytes.isIntegralNumber() || !bytes.canConvertToLong()) {
                throw rejected("an attachment's bytes must be a whole number");
            }
            attachments.add(new Attachment(
                    text(given, "name"), text(given, "mediaType"), bytes.longValue(), text(given, "sha256")));
        }
        return attachments;
    }

    record Attachment(String name, String mediaType, long sizeBytes, String sha256) {}

    private JsonNode array(String field) throws RejectedLine {
        JsonNode value = object.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw rejected(field + " must be an array");
        }
        return value;
    }

    private static String text(JsonNode object, String field) throws RejectedLine {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw rejected(field + " must be a text");
        }
        return value.stringValue();
    }

    private static RejectedLine rejected(String detail) {
        return new RejectedLine("local:not-a-mail", "The line is no mail", detail);
    }
}
