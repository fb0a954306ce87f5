package org.messageledger.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.messageledger.log.Log;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;

/** What an inclusion proof costs beside reading the tiles that it is made of, in one thread. */
final class ProofCost {

    /** At most so many times as long. */
    private static final double TARGET = 3;

    private record Read(int level, long index, int width) {}

    private ProofCost() {}

    /** Of leaves all over the log, each proof and its tiles in turn, the one and the other first. */
    static void measure(Log log, Options options, Report report) {
        int proofs = options.count("proofs", 5_000);
        long size = log.head().size();
        SplittableRandom random = new SplittableRandom(size);
        Latencies proving = new Latencies();
        Latencies reading = new Latencies();
        long tiles = 0;
        for (int i = -proofs; i < proofs; i++) { // those before 0 warm up
            long leaf = random.nextLong(size);
            List<Read> reads = reads(leaf, size, log::tile);
            boolean readFirst = i % 2 == 0;
            if (readFirst) {
                time(reading, i, () -> reads.forEach(read -> read(log, read)));
            }
            time(proving, i, () -> {
                var unused = InclusionProof.prove(leaf, size, new TiledHashes(size, log::tile));
            });
            if (!readFirst) {
                time(reading, i, () -> reads.forEach(read -> read(log, read)));
            }
            tiles += i < 0 ? 0 : reads.size();
        }
        report.setting("tiles a proof", (double) tiles / proofs);
        report.setting("proof p50 ms", proving.millis(0.5));
        report.setting("its tiles p50 ms", reading.millis(0.5));
        report.atMost("a proof / its tiles, p50", proving.millis(0.5) / reading.millis(0.5), TARGET);
        report.atMost("a proof / its tiles, p99", proving.millis(0.99) / reading.millis(0.99), TARGET);
    }

    private static void time(Latencies latencies, int round, Runnable work) {
        long start = System.nanoTime();
        work.run();
        if (round >= 0) {
            latencies.add(System.nanoTime() - start);
        }
    }

    /** The tiles that the proof is made of. */
    private static List<Read> reads(long leaf, long size, TileReader tiles) {
        List<Read> reads = new ArrayList<>();
        var unused = InclusionProof.prove(leaf, size, new TiledHashes(size, (level, index, width) -> {
            reads.add(new Read(level, index, width));
            return tiles.tile(level, index, width);
        }));
        return reads;
    }

    private static void read(Log log, Read read) {
        byte[] unused = log.tile(read.level(), read.index(), read.width());
    }
}
