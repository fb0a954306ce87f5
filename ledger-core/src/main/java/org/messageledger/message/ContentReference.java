package org.messageledger.message;

import java.net.URI;
import java.net.URISyntaxException;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;

/** Where content is that stays with the emitter: an absolute URI, RFC 3986 section 4.3. */
final class ContentReference {

    private ContentReference() {}

    static void check(String field, String value) {
        Limits.clear(field, value, Limits.CONTENT_REF_BYTES_MAX);
        if (!isAbsolute(value)) {
            throw new InvalidField(field, "must be an absolute URI");
        }
    }

    private static boolean isAbsolute(String value) {
        try {
            return new URI(value).isAbsolute();
        } catch (URISyntaxException notOne) {
            return false;
        }
    }
}
