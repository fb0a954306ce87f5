package org.messageledger.message;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;

/**
 * An attachment as the emitter names it. The file itself stays with the emitter.
 *
 * @param sha256 64 hexadecimal digits, kept in lower case
 * @param approvalReference what let a large attachment pass; an id of at most 50 characters
 */
public record Attachment(
        String id,
        String name,
        String mediaType,
        long sizeBytes,
        String sha256,
        @Nullable String approvalReference) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    /**
     * A type, a subtype and parameters in ASCII, RFC 9110 section 8.3.1; no quoted ones. None is escaped in JSON. Mail
     * programs repeat the attachment's name in a parameter: here it would stand in clear beyond its erasure.
     */
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *; *(?![Nn][Aa][Mm][Ee]|[Ff][Ii][Ll][Ee])[A-Za-z0-9!#$&^_.+-]+=[ -~&&[^\"\\\\;]]+)*");

    public Attachment {
        Limits.id("id", id);
        Limits.text("name", name, Limits.ATTACHMENT_NAME_BYTES_MAX);
        Limits.clear("mediaType", mediaType, Limits.MEDIA_TYPE_BYTES_MAX);
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new InvalidField(
                    "mediaType",
                    "must be <type>/<subtype> in ASCII, parameters without quotation marks; a name belongs in name");
        }
        if (sizeBytes < 0 || sizeBytes > Limits.SIZE_BYTES_MAX) {
            throw new InvalidField("sizeBytes", "must be 0 to 9007199254740991");
        }
        if (!SHA256.matcher(Limits.required("sha256", sha256)).matches()) {
            throw new InvalidField("sha256", "must be 64 hexadecimal digits");
        }
        sha256 = sha256.toLowerCase(Locale.ROOT);
        Limits.optionalReference("approvalReference", approvalReference, Limits.APPROVAL_REFERENCE_CHARACTERS_MAX);
    }

    /** Does not tell the name, which may tell the content. */
    @Override
    public String toString() {
        return "Attachment[id=" + id + ", sizeBytes=" + sizeBytes + "]";
    }
}
