package org.messageledger.party;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large and how formed input may be. Sizes are bytes of UTF-8. Every check throws {@link InvalidField} with the name
 * that it was given; every check refuses lone surrogates, which have no UTF-8 form.
 *
 * <p>The sizes leave the largest legal command room in an entry of 60,000 bytes: that is why what only identifies
 * (references, licence numbers, addresses) gets less than the 1,000 bytes of a text. A clear byte can take two in JSON (a
 * quotation mark), a sealed one four thirds.
 */
public final class Limits {

    public static final int ID_CHARACTERS_MAX = 100;
    public static final int BODY_BYTES_MAX = 12_288;
    public static final int SUBJECT_BYTES_MAX = 500;
    public static final int ATTACHMENT_NAME_BYTES_MAX = 100;
    public static final int MEDIA_TYPE_BYTES_MAX = 100;
    public static final int USER_AGENT_BYTES_MAX = 200;
    public static final int CONTENT_REF_BYTES_MAX = 500;
    public static final int TEXT_BYTES_MAX = 1_000;
    /** A client's network address: IPv6 with a zone, or a host name. */
    public static final int ADDRESS_BYTES_MAX = 100;
    /** A mail address, RFC 5321 section 4.5.3.1.3 without the angle brackets. */
    public static final int MAIL_ADDRESS_BYTES_MAX = 254;

    public static final int ORGANISATION_BYTES_MAX = 150;
    public static final int LICENCE_NUMBER_BYTES_MAX = 50;
    public static final int APPROVAL_REFERENCE_CHARACTERS_MAX = 50;

    public static final int RECIPIENTS_MAX = 200;
    public static final int PATIENTS_MAX = 20;
    public static final int ATTACHMENTS_MAX = 20;
    public static final int LISTED_MESSAGES_MAX = 200;
    /** The largest size that every JSON reader keeps exact: 2^53 - 1. */
    public static final long SIZE_BYTES_MAX = (1L << 53) - 1;

    private static final Pattern ID = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._:@-]{1," + ID_CHARACTERS_MAX + "}");
    private static final Instant TIME_MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant TIME_END = Instant.parse("+10000-01-01T00:00:00Z");

    private Limits() {}

    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        return value;
    }

    /** 1 to 100 characters of {@code [A-Za-z0-9._:@-]}; no dot segment, for no path of the API could name it. */
    public static String id(String field, @Nullable String value) {
        if (!ID.matcher(required(field, value)).matches()) {
            throw new InvalidField(field, "must be 1 to 100 characters of [A-Za-z0-9._:@-], and not . or ..");
        }
        return required(field, value);
    }

    public static @Nullable String optionalId(String field, @Nullable String value) {
        return value == null ? null : id(field, value);
    }

    /** As {@link #optionalId}, but shorter than other ids. */
    public static @Nullable String optionalReference(String field, @Nullable String value, int charactersMax) {
        if (value != null && id(field, value).length() > charactersMax) {
            throw new InvalidField(field, "is too long for a reference");
        }
        return value;
    }

    /** Text that the log shows: not blank, no control characters. */
    public static String clear(String field, @Nullable String value, int bytesMax) {
        String text = text(field, value, bytesMax);
        withoutControls(field, text);
        return text;
    }

    /** As {@link #clear}, but may be absent or blank. */
    public static @Nullable String optionalClear(String field, @Nullable String value, int bytesMax) {
        if (value != null) {
            sized(field, value, bytesMax);
            withoutControls(field, value);
        }
        return value;
    }

    /** Text that is sealed: not blank; control characters are kept. */
    public static String text(String field, @Nullable String value, int bytesMax) {
        String text = required(field, value);
        sized(field, text, bytesMax);
        if (text.isBlank()) {
            throw new InvalidField(field, "must not be blank");
        }
        return text;
    }

    /** As {@link #text}, but may be absent or blank. */
    public static @Nullable String optionalText(String field, @Nullable String value, int bytesMax) {
        if (value != null) {
            sized(field, value, bytesMax);
        }
        return value;
    }

    /** An immutable list of what was named, in order; absent is empty, and what is named twice is kept once. */
    public static <T> List<T> list(
            String field, @Nullable List<? extends @Nullable T> values, int sizeMin, int sizeMax) {
        List<? extends @Nullable T> given = values == null ? List.of() : values;
        if (given.size() < sizeMin) {
            throw new InvalidField(field, "names too few");
        }
        if (given.size() > sizeMax) {
            throw new InvalidField(field, "names too many");
        }
        Set<T> distinct = new LinkedHashSet<>();
        for (@Nullable T value : given) {
            distinct.add(required(field, value));
        }
        return List.copyOf(new ArrayList<>(distinct));
    }

    /** A time of the years 0000 to 9999, cut to the milliseconds that the log writes. */
    public static @Nullable Instant time(String field, @Nullable Instant value) {
        if (value == null) {
            return null;
        }
        if (value.isBefore(TIME_MIN) || !value.isBefore(TIME_END)) {
            throw new InvalidField(field, "must lie in the years 0000 to 9999");
        }
        return value.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void sized(String field, String value, int bytesMax) {
        if (utf8Bytes(field, value) > bytesMax) {
            throw new InvalidField(field, "is too long: its limit is in bytes of UTF-8");
        }
    }

    private static long utf8Bytes(String field, String value) {
        long bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                throw new InvalidField(field, "holds half of a surrogate pair");
            }
        }
        return bytes;
    }

    private static void withoutControls(String field, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField(field, "must not hold control characters");
        }
    }
}
