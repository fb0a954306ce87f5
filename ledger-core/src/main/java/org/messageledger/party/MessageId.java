package org.messageledger.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A message as its source names it: {@code <source>:<local>}, because two systems both have a message 12345. The source
 * ends at the first colon; at most 100 characters in all.
 */
public record MessageId(String value) {

    private static final Pattern FORM = Pattern.compile("[^:]+:.+");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageId {
        Limits.id("messageId", value);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidField("messageId", "must name its source: <source>:<local>");
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
