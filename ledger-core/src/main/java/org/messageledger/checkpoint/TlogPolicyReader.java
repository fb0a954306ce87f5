package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one policy file (c2sp.org/tlog-policy). The file is one of octets: lines and names are read as ISO 8859-1, which
 * keeps each; only keys, which signed notes define in UTF-8, are decoded.
 */
final class TlogPolicyReader {

    private static final String WHAT = "policy";
    private static final String NONE = "none";

    private final LineReader lines;
    private final List<TlogPolicy.Party> logs = new ArrayList<>();
    private final List<TlogPolicy.Party> witnesses = new ArrayList<>();
    private final Set<Ed25519PublicKey> logKeys = new HashSet<>();
    private final Set<Ed25519PublicKey> witnessKeys = new HashSet<>();
    private final Map<String, Quorum> defined = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private int groups;
    private @Nullable Quorum quorum;

    TlogPolicyReader(byte[] file) throws MalformedException {
        if (file.length > TlogPolicy.SIZE_BYTES_MAX) {
            throw new MalformedException(
                    WHAT + " is too large: bytes=" + file.length + " max=" + TlogPolicy.SIZE_BYTES_MAX);
        }
        this.lines = new LineReader(WHAT, new String(file, StandardCharsets.ISO_8859_1));
    }

    TlogPolicy read() throws MalformedException {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                throw lines.malformed("a control character");
            }
            List<String> items = items(line);
            if (!items.isEmpty() && !items.get(0).startsWith("#")) {
                define(items);
            }
        }
        if (quorum == null) {
            throw new MalformedException(WHAT + ": there is no quorum line");
        }
        List<VerifierKey> keys = witnesses.stream().map(TlogPolicy.Party::key).toList();
        return new TlogPolicy(logs, witnesses, new WitnessPolicy(keys, quorum));
    }

    private static List<String> items(String line) {
        StringTokenizer tokens = new StringTokenizer(line, " \t");
        List<String> items = new ArrayList<>();
        while (tokens.hasMoreTokens()) {
            items.add(tokens.nextToken());
        }
        return items;
    }

    private void define(List<String> items) throws MalformedException {
        switch (items.get(0)) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default -> throw lines.malformed("begins neither with log, witness, group nor quorum");
        }
    }

    private void log(List<String> items) throws MalformedException {
        logs.add(party(items, 1, logKeys));
        bound("logs", logs.size());
    }

    private void witness(List<String> items) throws MalformedException {
        TlogPolicy.Party witness = party(items, 2, witnessKeys);
        if (witness.key().type() != SignatureType.COSIGNATURE) {
            throw lines.malformed("a witness's key must be of type 0x04");
        }
        name(items.get(1), new Quorum.Witness(witness.key()));
        witnesses.add(witness);
        bound("witnesses", witnesses.size());
    }

    private TlogPolicy.Party party(List<String> items, int keyAt, Set<Ed25519PublicKey> known)
            throws MalformedException {
        if (items.size() <= keyAt || items.size() > keyAt + 2) {
            throw lines.malformed("a key is missing, or something stands behind the URL");
        }
        byte[] octets = items.get(keyAt).getBytes(StandardCharsets.ISO_8859_1);
        VerifierKey key;
        try {
            key = VerifierKey.parse(StrictText.decode("verifier key", octets, TlogPolicy.SIZE_BYTES_MAX));
        } catch (MalformedException e) {
            throw lines.malformed(e);
        }
        if (!known.add(key.key())) {
            throw lines.malformed("the same public key stands on a line before");
        }
        return new TlogPolicy.Party(key, items.size() == keyAt + 2 ? items.get(keyAt + 1) : null);
    }

    private void group(List<String> items) throws MalformedException {
        if (items.size() < 4) {
            throw lines.malformed("a group needs a name, a threshold and members");
        }
        List<Quorum> grouped = new ArrayList<>();
        for (String member : items.subList(3, items.size())) {
            grouped.add(defined(member));
            if (!members.add(member)) {
                throw lines.malformed("a member is in a group already");
            }
        }
        long threshold =
                switch (items.get(2)) {
                    case "any" -> 1;
                    case "all" -> grouped.size();
                    default -> lines.decimal(items.get(2));
                };
        if (threshold < 1 || threshold > grouped.size()) {
            throw lines.malformed("the threshold is not from 1 to the number of members");
        }
        name(items.get(1), new Quorum.Group((int) threshold, grouped));
        groups++;
        bound("groups", groups);
    }

    private void quorum(List<String> items) throws MalformedException {
        if (items.size() != 2) {
            throw lines.malformed("a quorum is one name");
        }
        if (quorum != null) {
            throw lines.malformed("a second quorum line");
        }
        quorum = items.get(1).equals(NONE) ? new Quorum.None() : defined(items.get(1));
    }

    private void name(String name, Quorum meaning) throws MalformedException {
        if (name.equals(NONE) || defined.putIfAbsent(name, meaning) != null) {
            throw lines.malformed("the name is taken");
        }
    }

    private Quorum defined(String name) throws MalformedException {
        Quorum meaning = defined.get(name);
        if (meaning == null) {
            throw lines.malformed("a name that no line before has defined");
        }
        return meaning;
    }

    private void bound(String what, int count) throws MalformedException {
        if (count > TlogPolicy.EACH_MAX) {
            throw lines.malformed("too many " + what + ": max=" + TlogPolicy.EACH_MAX);
        }
    }
}
