package org.messageledger.log.jdbc;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Head;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** What a witness in one process hears, said to a witness in another: a line each. A line cut short was not said. */
final class Lines implements Witness {

    private static final String END = ".";

    private final PrintStream out;

    Lines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void tries(Attempt attempt) {
        say("tries", attempt, "");
    }

    @Override
    public void told(Attempt attempt, AppendOutcome outcome) {
        if (outcome instanceof Appended appended) {
            Head head = appended.head();
            say(
                    "appended",
                    attempt,
                    appended.firstLeafIndex() + " " + head.size() + " "
                            + head.tree().root().toBase64() + " "
                            + head.recordedAt().toEpochMilli());
        } else if (outcome instanceof AppendOutcome.Moved) {
            say("moved", attempt, "");
        } else if (outcome instanceof AppendOutcome.Duplicate) {
            say("duplicate", attempt, "");
        } else if (outcome instanceof AppendOutcome.Pushback) {
            say("pushback", attempt, "");
        } else {
            say("unknown", attempt, "");
        }
    }

    @Override
    public void found(Attempt attempt, boolean there) {
        say(there ? "there" : "absent", attempt, "");
    }

    @Override
    public void fault(String what) {
        say("fault|" + what.replace('|', '/').replace('\n', ' '));
    }

    private void say(String what, Attempt attempt, String receipt) {
        say(what + "|" + attempt.toLine() + "|" + receipt);
    }

    private synchronized void say(String line) {
        out.print(line + "|" + END + "\n");
        out.flush();
    }

    /** Lets the witness hear the line; false when it is not a whole one. */
    static boolean tell(String line, Witness witness) {
        String[] parts = line.split("\\|", -1);
        if (!parts[parts.length - 1].equals(END)) {
            return false;
        }
        if (parts[0].equals("fault")) {
            witness.fault(parts[1]);
            return true;
        }
        Attempt attempt = Attempt.fromLine(parts[1]);
        switch (parts[0]) {
            case "tries" -> witness.tries(attempt);
            case "there" -> witness.found(attempt, true);
            case "absent" -> witness.found(attempt, false);
            default -> witness.told(attempt, outcome(parts[0], attempt, parts[2]));
        }
        return true;
    }

    private static AppendOutcome outcome(String what, Attempt attempt, String receipt) {
        return switch (what) {
            case "appended" -> receipt(receipt);
            case "moved" ->
                new AppendOutcome.Moved(attempt.decidedOn() == null ? List.of() : List.of(attempt.decidedOn()));
            case "duplicate" -> new AppendOutcome.Duplicate(attempt.eventIds());
            case "pushback" -> new AppendOutcome.Pushback(Duration.ofSeconds(1), "in another process");
            case "unknown" -> new AppendOutcome.Unknown();
            default -> throw new IllegalArgumentException("not a line: " + what);
        };
    }

    private static Appended receipt(String text) {
        String[] parts = text.split(" ", -1);
        TreeHead tree = new TreeHead(Long.parseLong(parts[1]), Hash.fromBase64(parts[2]));
        return new Appended(Long.parseLong(parts[0]), new Head(tree, Instant.ofEpochMilli(Long.parseLong(parts[3]))));
    }
}
