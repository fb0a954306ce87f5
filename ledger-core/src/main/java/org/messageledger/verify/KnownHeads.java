package org.messageledger.verify;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** Heads that were acknowledged, signed or shown before the check began: the tree must begin with each. */
final class KnownHeads {

    private final Deque<KnownHead> heads;
    private final Findings findings;

    KnownHeads(List<KnownHead> heads, Findings findings) {
        this.heads = new ArrayDeque<>(heads.stream()
                .filter(known -> known.head().size() > 0)
                .sorted(Comparator.comparingLong(known -> known.head().size()))
                .toList());
        this.findings = findings;
    }

    long nextSize() {
        return heads.isEmpty() ? Long.MAX_VALUE : heads.element().head().size();
    }

    /** @param root of the first {@code size} leaves; null when it is not known */
    void at(long size, @Nullable Hash root) {
        while (nextSize() == size) {
            KnownHead known = heads.remove();
            if (root != null && !root.equals(known.head().root())) {
                findings.add(
                        Finding.HOME,
                        null,
                        known.place(),
                        rewritten(size, known.head().root(), root));
            }
        }
    }

    static String rewritten(long size, Hash then, Hash now) {
        return "is not consistent with this log: its first " + size + " leaves had the root " + then + " and have "
                + now + " now: the log was rewritten, or is another one";
    }

    /** What is left is larger than the tree. */
    void end(TreeHead head) {
        for (KnownHead known : heads) {
            findings.add(Finding.HOME, null, known.place(), shorter(known.head(), head));
        }
    }

    static String shorter(TreeHead then, TreeHead now) {
        return "has the size " + then.size() + " and the root " + then.root() + ", the log has the size "
                + now.size() + " and the root " + now.root()
                + ": it was truncated, or is a restored backup or a standby that lags";
    }
}
