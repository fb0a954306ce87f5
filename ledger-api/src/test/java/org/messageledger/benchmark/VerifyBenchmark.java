package org.messageledger.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.LogFault;
import org.messageledger.verify.LogFolder;
import org.messageledger.verify.LogVerifier;
import org.messageledger.verify.StaticLogWriter;
import org.messageledger.verify.Trust;

/** The offline verification of a log's files, on one thread, beside SHA-256 over the bytes of its entries and nothing else. */
final class VerifyBenchmark {

    private static final double TARGET = 0.5;

    /** One core's time, whatever else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final String ORIGIN = "log.example/benchmark";

    private final Options options;
    private final Path log;
    private final LogKey key = LogKey.generate(new SecureRandom());

    VerifyBenchmark(Options options, Path folder) {
        this.options = options;
        this.log = folder.resolve("log");
    }

    void run(Report report) throws Exception {
        int entries = options.count("entries", 500_000);
        int entryBytes = options.count("entryBytes", 480);
        write(entries, entryBytes);
        report.setting("entries", entries);
        report.setting("bytes of an entry", entryBytes);
        List<Path> bundles = bundles();
        Measured unusedWarmUp = verified(entries);
        Measured unusedBareWarmUp = hashed(bundles, entries);
        List<Measured> verified = new ArrayList<>();
        List<Measured> hashed = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            verified.add(verified(entries));
            hashed.add(hashed(bundles, entries));
        }
        Measured ours = report.point("verify", "entries read and checked", 1, Measured.median(verified));
        Measured bare = report.point("SHA-256 alone", "entries in memory", 1, Measured.median(hashed));
        report.atLeast("verify / SHA-256 alone", ours.perSecond() / bare.perSecond(), TARGET);
    }

    private void write(int entries, int entryBytes) throws IOException {
        Random random = new Random(1);
        StaticLogWriter writer = new StaticLogWriter(log);
        writer.append(IntStream.range(0, entries)
                .mapToObj(leaf -> {
                    byte[] entry = new byte[entryBytes];
                    random.nextBytes(entry);
                    return entry;
                })
                .iterator());
        TreeHead head = writer.finish();
        writer.publish(new Checkpoint(ORIGIN, head).sign(key).toBytes());
    }

    private List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(log.resolve("tile/entries"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Measured verified(int entries) throws IOException, LogFault {
        LogVerifier verifier = new LogVerifier(new Trust(List.of(key.verifier(ORIGIN)), WitnessPolicy.NONE));
        long start = CPU.getCurrentThreadCpuTime();
        List<String> words = verifier.verifyLog(new LogFolder(log), List.of(), (leaves, treeSize) -> {});
        long nanos = CPU.getCurrentThreadCpuTime() - start;
        if (words.isEmpty()) {
            throw new IllegalStateException("nothing was verified");
        }
        return Measured.rate(entries, nanos);
    }

    /** Times the digest only, not the reading. */
    private static Measured hashed(List<Path> bundles, int entries) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long nanos = 0;
        for (Path bundle : bundles) {
            byte[] bytes = Files.readAllBytes(bundle);
            long start = CPU.getCurrentThreadCpuTime();
            digest.update(bytes);
            nanos += CPU.getCurrentThreadCpuTime() - start;
        }
        return Measured.rate(entries, nanos);
    }
}
