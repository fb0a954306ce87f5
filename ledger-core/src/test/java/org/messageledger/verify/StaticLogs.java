package org.messageledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.tree.TreeHead;

/** Logs to look at and to spoil, all of one key. */
final class StaticLogs {

    static final String ORIGIN = "log.example/clinic";
    static final LogKey KEY = LogKey.generate(new SecureRandom());
    static final Trust TRUST = new Trust(List.of(KEY.verifier(ORIGIN)), WitnessPolicy.NONE);

    private StaticLogs() {}

    static byte[] entry(int leaf) {
        return ("entry " + leaf).getBytes(StandardCharsets.UTF_8);
    }

    static Iterator<byte[]> entries(int size) {
        return IntStream.range(0, size).mapToObj(StaticLogs::entry).iterator();
    }

    /** With a checkpoint of its own. */
    static TreeHead write(Path folder, Iterator<byte[]> entries) throws IOException {
        StaticLogWriter writer = new StaticLogWriter(folder);
        writer.append(entries);
        TreeHead head = writer.finish();
        writer.publish(checkpoint(head));
        return head;
    }

    static byte[] checkpoint(TreeHead head) {
        return new Checkpoint(ORIGIN, head).sign(KEY).toBytes();
    }

    static List<String> verify(Path folder, NamedBytes... kept) throws IOException, LogFault {
        return new LogVerifier(TRUST).verifyLog(new LogFolder(folder), List.of(kept), (leaves, treeSize) -> {});
    }

    /** Every file, by its path in the folder. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
