package org.messageledger.cosigning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one witness, as this process has seen it.
 *
 * @param name of its key
 * @param url where it is asked, without credentials
 * @param cosignedSize the largest tree that it is known to have cosigned; 0 for none
 * @param trouble what was wrong last, in words that go on from the name; null when it has cosigned since
 * @param troubleAt since when there is trouble of this kind
 * @param contradicts whether the trouble is that it knows another log than this
 */
public record WitnessStatus(
        String name,
        String url,
        long cosignedSize,
        @Nullable String trouble,
        @Nullable Instant troubleAt,
        boolean contradicts) {}
