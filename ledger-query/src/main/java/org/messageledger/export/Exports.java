package org.messageledger.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.fact.AlteredViewException;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.fact.FactCheck;
import org.messageledger.fact.Page;
import org.messageledger.log.Log;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exports of one ledger. Thread-safe. */
public final class Exports implements AutoCloseable {

    /** How many are written at a time: each takes a processor. */
    public static final int AT_A_TIME_MAX = 4;

    private static final Logger LOGGER = LoggerFactory.getLogger(Exports.class);

    /** Where the log's signed checkpoints come from. */
    public interface Checkpoints {

        /** One of a tree of at least this size, soon; empty when none can be had. */
        Optional<SignedNote> covering(long size) throws InterruptedException;
    }

    /** What becomes of an order. */
    public sealed interface Begun {

        /** To be written, and closed. */
        record Ready(Export export) implements Begun {}

        /** {@link #AT_A_TIME_MAX} are under way. */
        record Busy() implements Begun {}

        /** More than the format takes. */
        record TooManyRows(int rowsMax) implements Begun {}
    }

    private final Log log;
    private final String origin;
    private final ExportKey key;
    private final Checkpoints checkpoints;
    private final Function<Fact, String> ndjson;
    private final Semaphore room = new Semaphore(AT_A_TIME_MAX);
    private final ExecutorService reading = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ledger-export-rows");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String refusal;

    /**
     * @param origin the log's name
     * @param ndjson a fact as answers have it, one line of JSON with its line end
     */
    public Exports(Log log, String origin, ExportKey key, Checkpoints checkpoints, Function<Fact, String> ndjson) {
        this.log = log;
        this.origin = origin;
        this.key = key;
        this.checkpoints = checkpoints;
        this.ndjson = ndjson;
    }

    /**
     * Asks for the first page, and checks it if the export is to be signed; counts the rows first where there can be too
     * many.
     *
     * @throws AlteredViewException when a row of the first page is not what its entry says
     * @throws RuntimeException what {@code pages} throws
     */
    public Begun begin(ExportOrder order, Pages pages) {
        if (!room.tryAcquire()) {
            return new Begun.Busy();
        }
        boolean begun = false;
        try {
            Page first = pages.after(null);
            if (order.format() == ExportFormat.PDF && count(first, pages) > ExportFormat.PDF_ROWS_MAX) {
                return new Begun.TooManyRows(ExportFormat.PDF_ROWS_MAX);
            }
            AsOf asOf = first.asOf();
            FactCheck check = order.signed()
                    ? new FactCheck(log, new TreeHead(asOf.treeSize(), asOf.rootHash()), order.messageId())
                    : null;
            if (check != null) {
                require(check, first.items());
            }
            Export export = new Export(order, this, new PagesAhead(first, pages, reading), asOf, check);
            begun = true;
            return new Begun.Ready(export);
        } finally {
            if (!begun) {
                ended();
            }
        }
    }

    /** How many rows, up to those of the first page that there are too many with. */
    private static long count(Page first, Pages pages) {
        Page page = first;
        long rows = page.items().size();
        for (String cursor = page.next(); cursor != null && rows <= ExportFormat.PDF_ROWS_MAX; cursor = page.next()) {
            page = pages.after(cursor);
            rows += page.items().size();
        }
        return rows;
    }

    void require(FactCheck check, List<Fact> facts) {
        try {
            check.require(facts);
        } catch (AlteredViewException e) {
            LOGGER.error("an export is not signed, the view or the log has been altered: {}", e.getMessage());
            refusal = e.getMessage();
            throw e;
        }
    }

    /** Why an export was not signed last, since the process started, in words; it names a leaf. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The key that exports are signed with. */
    public ExportKey key() {
        return key;
    }

    RowWriter writer(ExportOrder order, AsOf asOf, OutputStream file) throws IOException {
        return switch (order.format()) {
            case CSV -> new LineRows(file, FactCsv.header(), FactCsv::line);
            case NDJSON -> new LineRows(file, "", ndjson);
            case PDF -> new PdfRows(file, origin, order, asOf);
        };
    }

    Manifest manifest(ExportOrder order, AsOf asOf, long rows, MeasuredStream file) {
        SignedNote checkpoint = checkpoint(asOf.treeSize());
        return new Manifest(
                origin,
                order.question(),
                asOf.leafIndex(),
                new TreeHead(asOf.treeSize(), asOf.rootHash()),
                asOf.recordedAt(),
                asOf.isFinal(),
                asOf.behind(),
                asOf.warning(),
                order.format(),
                rows,
                file.bytes(),
                file.hash(),
                order.signed(),
                order.user(),
                order.time(),
                checkpoint,
                consistency(asOf.treeSize(), checkpoint),
                order.signed() ? key.verifier().toString() : null);
    }

    private @Nullable SignedNote checkpoint(long size) {
        try {
            return checkpoints.covering(size).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null; // as if none could be had
        }
    }

    private List<Hash> consistency(long size, @Nullable SignedNote checkpoint) {
        if (checkpoint == null || size == 0) {
            return List.of();
        }
        try {
            long newer = Checkpoint.parse(checkpoint.text()).head().size();
            return ConsistencyProof.prove(size, newer, new TiledHashes(newer, log::tile))
                    .hashes();
        } catch (MalformedException e) {
            throw new IllegalStateException("published something else than a checkpoint", e);
        }
    }

    void ended() {
        room.release();
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
