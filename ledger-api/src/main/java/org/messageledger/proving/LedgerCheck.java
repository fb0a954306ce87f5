package org.messageledger.proving;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.replay.Difference;
import org.messageledger.replay.Progress;
import org.messageledger.replay.ViewBehindException;
import org.messageledger.replay.ViewCheck;
import org.messageledger.replay.ViewFindings;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.Finding;
import org.messageledger.verify.Findings;
import org.messageledger.verify.LogCheck;
import org.messageledger.verify.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the whole ledger: the stored log, then the view, facts and postings, against what follows from the log. */
public final class LedgerCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerCheck.class);
    private static final String VIEW = "view";

    private final LogCheck log;
    private final ViewCheck view;
    private final LongSupplier logSize;

    /** @param logSize how many leaves the log has: while it grows, the view is compared slowly too */
    public LedgerCheck(LogCheck log, ViewCheck view, LongSupplier logSize) {
        this.log = log;
        this.view = view;
        this.logSize = logSize;
    }

    CheckReport run(Job.Course course) {
        Findings findings = new Findings();
        TreeHead head = log.run(findings, (done, total) -> course.at(done, 2 * total));
        return CheckReport.of(head, findings, checkView(head.size(), findings, course));
    }

    /** Why it was not checked; null when it was. */
    private @Nullable String checkView(long size, Findings findings, Job.Course course) {
        boolean logIsFine = findings.none();
        try {
            Optional<ViewFindings> compared =
                    view.check(size, progress(size, course), difference -> findings.add(finding(difference)));
            return compared.isPresent() ? null : "The view: a replay of it, or another check, is under way.";
        } catch (ViewBehindException e) {
            return "The view: " + e.getMessage() + ".";
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (logIsFine) {
                throw e;
            }
            LOGGER.warn("the view cannot be compared with a log that is not as it was written", e);
            return "The view: it cannot be compared with a log that is not as it was written.";
        }
    }

    /** The log was one half; writing the view anew is a quarter, comparing the rest. */
    private Progress progress(long size, Job.Course course) {
        Pace pace = new Pace(logSize);
        return (phase, done, total) -> {
            long half =
                    switch (phase) {
                        case REBUILDING -> done / 2;
                        case COMPARING -> (size + done) / 2;
                        case SWAPPING, REMOVING -> size;
                    };
            course.at(size + half, 2 * size);
            pace.giveWay();
        };
    }

    private static Finding finding(Difference difference) {
        String leaf = "leaf " + difference.leafIndex();
        String words = difference.words();
        return new Finding(
                VIEW,
                difference.leafIndex(),
                leaf,
                words.startsWith(leaf + ": ") ? words.substring(leaf.length() + 2) : words);
    }
}
