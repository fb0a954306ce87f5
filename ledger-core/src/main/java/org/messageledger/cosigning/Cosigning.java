package org.messageledger.cosigning;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.CosignatureStore;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.checkpoint.Witnessed;
import org.messageledger.tree.TileReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every checkpoint that is published cosigned by the witnesses of a policy, from {@link #start} to {@link #close}; each
 * has a thread and never holds up another, nor who signs. What they have said is kept in the database and published with the
 * checkpoint. {@link #status} may be asked by any thread at any time.
 */
public final class Cosigning implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Cosigning.class);
    /** The log itself signs too, twice while its key is being changed. */
    private static final int COSIGNATURES_MAX = SignedNote.SIGNATURES_MAX - 2;

    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

    private final WitnessPolicy policy;
    private final CheckpointPublisher publisher;
    private final Cosignatures cosignatures;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final List<WitnessWorker> workers = new ArrayList<>();

    /**
     * With a policy without witnesses there is nothing to do, and the status says so.
     *
     * @param logSizeNow how many leaves the log holds, whichever process has appended them
     * @param tiles of the log
     * @throws IllegalArgumentException as {@link #requireAddresses}
     */
    public Cosigning(
            TlogPolicy policy,
            CheckpointPublisher publisher,
            CosignatureStore store,
            LongSupplier logSizeNow,
            TileReader tiles,
            Clock clock,
            Pace pace) {
        this.policy = policy.policy();
        this.publisher = publisher;
        this.cosignatures = new Cosignatures(store, policy.policy(), publisher);
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(pace.answerWithin())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        for (TlogPolicy.Party witness : policy.witnesses()) {
            WitnessAddress address = WitnessAddress.of(witness);
            WitnessClient client = new WitnessClient(address, http, pace.answerWithin(), closed);
            Submission submission = new Submission(client, cosignatures, logSizeNow, tiles);
            workers.add(new WitnessWorker(address, publisher, submission, cosignatures, clock, pace, closed));
        }
    }

    /**
     * Refuses a policy by which witnesses cannot be asked.
     *
     * @throws IllegalArgumentException in words, when a witness has no URL, or none to be asked at, or there are more than
     *     a checkpoint can have the cosignatures of
     */
    public static void requireAddresses(TlogPolicy policy) {
        int witnesses = policy.witnesses().size();
        if (witnesses > COSIGNATURES_MAX) {
            throw new IllegalArgumentException("the policy has " + witnesses
                    + " witnesses, and a checkpoint has room for the cosignatures of " + COSIGNATURES_MAX);
        }
        policy.witnesses().forEach(WitnessAddress::of);
    }

    /** Publishes what witnesses have said before, and begins to ask them. */
    public void start() {
        if (workers.isEmpty()) {
            return;
        }
        Map<VerifierKey, Long> known = Map.of();
        try {
            known = cosignatures.restore();
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("what witnesses have said before cannot be read; they are asked again", e);
        }
        for (WitnessWorker worker : workers) {
            worker.start(known.getOrDefault(worker.key(), 0L));
        }
    }

    public CosigningStatus status() {
        List<WitnessStatus> witnesses =
                workers.stream().map(WitnessWorker::status).toList();
        String words = policy.asksForWitnesses() ? policy.words() : null;
        SignedNote newest = publisher.newest().orElse(null);
        Witnessed witnessed = newest == null ? new Witnessed(List.of(), false) : check(newest);
        List<String> cosigners = witnessed.cosignatures().stream()
                .map(Cosignature::witness)
                .distinct()
                .map(VerifierKey::name)
                .toList();
        long size = newest == null ? 0 : Submission.size(newest);
        long witnessedSize = publisher.witnessedSize();
        return new CosigningStatus(
                words,
                witnessed.isEnough(),
                witnessedSize,
                cosigners,
                witnesses,
                Statement.of(words, size, witnessed.isEnough(), witnessedSize, cosigners, witnesses));
    }

    private Witnessed check(SignedNote published) {
        try {
            return policy.check(published);
        } catch (UnverifiedException e) {
            throw new IllegalStateException("published a cosignature that was not verified", e);
        }
    }

    /** Asks no more. Returns within some seconds. */
    @Override
    public void close() {
        closed.complete(null);
        long giveUpAt = System.nanoTime() + CLOSES_WITHIN.toNanos();
        try {
            for (WitnessWorker worker : workers) {
                worker.awaitEnd(giveUpAt - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
