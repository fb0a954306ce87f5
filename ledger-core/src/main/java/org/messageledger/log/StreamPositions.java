package org.messageledger.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last sequence numbers of the streams used last, as of the head that the writer builds on. Forgetting one costs a
 * query; keeping one after another process has moved the head would be wrong.
 */
final class StreamPositions {

    private final Map<String, Long> lastSequenceNumbers;

    StreamPositions(int streamsMax) {
        this.lastSequenceNumbers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > streamsMax;
            }
        };
    }

    @Nullable
    Long lastOf(String stream) {
        return lastSequenceNumbers.get(stream);
    }

    void learn(Map<String, Long> positions) {
        lastSequenceNumbers.putAll(positions);
    }

    void forget() {
        lastSequenceNumbers.clear();
    }
}
