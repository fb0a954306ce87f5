package org.messageledger.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines that are commands already. Every byte goes out as it stands in the file, only an idempotency key is put before the
 * first field of a command that brings none: whether a line is understood is for the ledger to say, which must see
 * duplicate keys and misspelt fields too.
 */
final class CommandsAsWritten implements Translation {

    private static final String KEY = "idempotencyKey";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String fileDigest;

    CommandsAsWritten(String fileDigest) {
        this.fileDigest = fileDigest;
    }

    @Override
    public List<byte[]> commands(InputLines.Line line) throws RejectedLine {
        byte[] bytes = line.bytes();
        int brace = 0;
        while (brace < bytes.length && isSpace(bytes[brace])) {
            brace++;
        }
        if (bytes[brace] != '{') {
            throw new RejectedLine(
                    "local:not-an-object", "The line is no JSON object", "a command is a JSON object on one line");
        }
        return List.of(bringsKey(bytes) ? bytes : withKey(bytes, brace, line.number()));
    }

    @Override
    public List<String> changes() {
        return List.of();
    }

    private byte[] withKey(byte[] bytes, int brace, long number) {
        int next = brace + 1;
        while (next < bytes.length && isSpace(bytes[next])) {
            next++;
        }
        boolean empty = next < bytes.length && bytes[next] == '}';
        String key = "{\"" + KEY + "\":\"" + fileDigest + ":" + number + (empty ? "\"" : "\",");
        ByteArrayOutputStream keyed = new ByteArrayOutputStream(bytes.length + key.length());
        keyed.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
        keyed.write(bytes, brace + 1, bytes.length - brace - 1);
        return keyed.toByteArray();
    }

    /** Whether the outermost object has a key of its own. Broken JSON has none; the ledger will refuse it. */
    private static boolean bringsKey(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (KEY.equals(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
