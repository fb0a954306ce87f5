package org.messageledger.eventstore;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.seal.SecretFile;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/**
 * What a restored backup is to become: all that is needed to go on after a process was killed in the middle. The file is there
 * from before the first step until after the last.
 *
 * @param oldKeys name and keys that end, that of the restored database first
 * @param origin the new name
 * @param head of the restored database
 * @param restored what was lost
 */
record RestorePlan(List<VerifierKey> oldKeys, String origin, TreeHead head, Restored restored) {

    VerifierKey oldKey() {
        return oldKeys.get(0);
    }

    void write(Path file) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("oldKeys", oldKeys.stream().map(VerifierKey::toString).collect(Collectors.joining(" ")));
        lines.setProperty("origin", origin);
        lines.setProperty("size", Long.toString(head.size()));
        lines.setProperty("root", head.root().toBase64());
        String checkpoint = restored.checkpoint();
        if (checkpoint != null) {
            lines.setProperty("checkpoint", checkpoint);
        }
        Acknowledged acknowledged = restored.acknowledged();
        if (acknowledged != null) {
            lines.setProperty("acknowledgedSize", Long.toString(acknowledged.size()));
            lines.setProperty("acknowledgedRoot", acknowledged.root());
        }
        StringWriter text = new StringWriter();
        lines.store(text, "a restored backup is being made the log; the next start of the ledger goes on with it");
        SecretFile.create(file, text.toString());
    }

    /** Null when there is none. @throws IOException also when it is damaged */
    static @Nullable RestorePlan read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return null;
        }
        Properties lines = new Properties();
        lines.load(new StringReader(SecretFile.read(file)));
        try {
            long size = Long.parseLong(line(lines, "size"));
            String acknowledged = lines.getProperty("acknowledgedSize");
            return new RestorePlan(
                    keys(line(lines, "oldKeys")),
                    line(lines, "origin"),
                    new TreeHead(size, Hash.fromBase64(line(lines, "root"))),
                    new Restored(
                            lines.getProperty("checkpoint"),
                            acknowledged == null
                                    ? null
                                    : new Acknowledged(Long.parseLong(acknowledged), line(lines, "acknowledgedRoot")),
                            size));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new IOException("not the plan of a restored backup: file=" + file, e);
        }
    }

    private static List<VerifierKey> keys(String vkeys) throws MalformedException {
        List<VerifierKey> keys = new ArrayList<>();
        for (String vkey : vkeys.split(" ", -1)) {
            keys.add(VerifierKey.parse(vkey));
        }
        return keys;
    }

    private static String line(Properties lines, String name) {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("a line is missing: " + name);
        }
        return value;
    }
}
