package org.messageledger.recording;

import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.eventstore.Recorder;
import org.messageledger.party.Mode;

/** Makes the two controllers over one reader and one form of answers. */
public final class RecordingEndpoints {

    private final Recorder recorder;
    private final LeafProofs proofs;
    private final CommandReader reader;
    private final AnswerJson json;

    /** With {@code defaultMode} of an emitter for commands that name none. */
    public RecordingEndpoints(
            Recorder recorder, LeafProofs proofs, Function<String, Mode> defaultMode, Guidance guidance) {
        this.recorder = recorder;
        this.proofs = proofs;
        this.reader = new CommandReader(defaultMode);
        this.json = new AnswerJson(guidance);
    }

    public RecordingController single() {
        return new RecordingController(recorder, proofs, reader, json);
    }

    /** The workers record lines, of all requests; each request under way takes one writer. */
    public BulkController bulk(BulkLimits limits, ExecutorService workers, ExecutorService writers) {
        return new BulkController(recorder, reader, json, limits, workers, writers);
    }
}
