package org.messageledger.cli;

import static org.messageledger.cli.CommandDraft.actor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mail, one JSON object a line, as reports: each message is sent; a reply to a message of the same file is a reading of
 * that message first; one that is marked suspicious is reported by its first recipient afterwards.
 *
 * <p>Holds the ids of the whole file, and nothing else of it, because an answer may stand before what it answers.
 */
final class MailTranslation implements Translation {

    static final int SUBJECT_BYTES_MAX = 500;
    static final int BODY_BYTES_MAX = 12_288;
    static final int NAME_BYTES_MAX = 100;
    static final int MEDIA_TYPE_BYTES_MAX = 100;

    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *; *[A-Za-z0-9!#$&^_.+-]+=[^\"\\\\;\\p{Cntrl}]+)*");

    private final String fileDigest;
    private final Set<String> idsInFile;
    private final FittedTexts texts = new FittedTexts();

    MailTranslation(String fileDigest, Set<String> idsInFile) {
        this.fileDigest = fileDigest;
        this.idsInFile = idsInFile;
    }

    /** The first pass over the file. A line that is not understood is passed over; the second pass reports it. */
    static Set<String> idsIn(Path file) throws IOException {
        Set<String> ids = new HashSet<>();
        try (InputLines lines = InputLines.open(file)) {
            for (InputLines.Line line = lines.next(); line != null; line = lines.next()) {
                String id = idIn(line);
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static String idIn(InputLines.Line line) {
        try {
            return line.isBlank() || line.tooLong()
                    ? ""
                    : Mail.parse(line.bytes()).text("messageId");
        } catch (RejectedLine reportedLater) {
            return "";
        }
    }

    @Override
    public List<byte[]> commands(InputLines.Line line) throws RejectedLine {
        Mail mail = Mail.parse(line.bytes());
        List<CommandDraft> drafts = new ArrayList<>();
        if (idsInFile.contains(mail.text("inReplyTo"))) {
            drafts.add(reading(mail));
        }
        drafts.add(sending(mail));
        List<String> recipients = mail.recipients();
        if (mail.text("kind").equals("suspicious") && !recipients.isEmpty()) {
            drafts.add(suspicion(mail, recipients.get(0)));
        }
        List<byte[]> commands = new ArrayList<>();
        for (CommandDraft draft : drafts) {
            int ordinal = commands.size() + 1;
            draft.with("idempotencyKey", fileDigest + ":" + line.number() + ":" + ordinal);
            commands.add(draft.json().getBytes(StandardCharsets.UTF_8));
        }
        return commands;
    }

    @Override
    public List<String> changes() {
        return texts.changes();
    }

    private static CommandDraft reading(Mail reply) throws RejectedLine {
        return report("ReadMessage", "mail:" + reply.text("inReplyTo"), reply)
                .with("actor", actor(reply.text("from"), "MEMBER"))
                .with("kind", "OPENED")
                .with("purpose", "COC");
    }

    private static CommandDraft suspicion(Mail mail, String reporter) throws RejectedLine {
        return report("ReportSuspicion", id(mail), mail)
                .with("actor", actor(reporter, "MEMBER"))
                .with("reason", "junk mail");
    }

    private CommandDraft sending(Mail mail) throws RejectedLine {
        List<String> recipients = mail.recipients();
        CommandDraft send = report("SendMessage", id(mail), mail)
                .with("sender", actor(mail.text("from"), "MEMBER"))
                .with(
                        "recipients",
                        recipients.isEmpty()
                                ? CommandDraft.toPool("undisclosed")
                                : recipients.stream().map(CommandDraft::person).toList())
                .with("category", "GENERAL_INFORMATION")
                .with("channel", "EMAIL")
                .with("confidentiality", "N")
                .with("subject", texts.fit("subject", mail.text("subject"), SUBJECT_BYTES_MAX))
                .with("attachments", attachments(mail));
        if (!mail.text("inReplyTo").isEmpty()) {
            send.with("inReplyTo", "mail:" + mail.text("inReplyTo"));
        }
        String body = texts.encodable("body", mail.text("body"));
        if (FittedTexts.bytes(body) > BODY_BYTES_MAX) {
            texts.count("body left with the sender");
            return send.with("contentRef", id(mail));
        }
        return send.with("body", body);
    }

    private List<Map<String, Object>> attachments(Mail mail) throws RejectedLine {
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (Mail.Attachment given : mail.attachments()) {
            attachments.add(CommandDraft.object(
                    "id", String.valueOf(attachments.size() + 1),
                    "name", name(given.name()),
                    "mediaType", mediaType(given.mediaType()),
                    "sizeBytes", given.sizeBytes(),
                    "sha256", given.sha256()));
        }
        return attachments;
    }

    private String name(String given) {
        if (given.isBlank()) {
            texts.count("attachment without a name");
            return "unnamed";
        }
        return texts.fit("attachment name", given, NAME_BYTES_MAX);
    }

    /** RFC 2045 section 5.2: what is not understood is treated as a stream of bytes. */
    private String mediaType(String given) {
        if (!MEDIA_TYPE.matcher(given).matches() || FittedTexts.bytes(given) > MEDIA_TYPE_BYTES_MAX) {
            texts.count("attachment type not understood");
            return "application/octet-stream";
        }
        return given;
    }

    private static CommandDraft report(String command, String messageId, Mail mail) throws RejectedLine {
        CommandDraft report =
                CommandDraft.command(command).with("mode", "REPORT").with("messageId", messageId);
        String sentAt = mail.text("sentAt");
        return sentAt.isEmpty() ? report : report.with("occurredAt", sentAt);
    }

    private static String id(Mail mail) throws RejectedLine {
        return "mail:" + mail.text("messageId");
    }
}
