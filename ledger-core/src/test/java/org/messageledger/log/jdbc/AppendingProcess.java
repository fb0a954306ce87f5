package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.UUID;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/**
 * A process of its own that appends until it is killed, and says of each append what it was told, once it was told:
 * {@code leafIndex eventId size root}.
 */
final class AppendingProcess {

    private static final int CALLERS = 8;

    private AppendingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        HikariDataSource pool = Pools.open(arguments[0], "sa");
        Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults());
        Thread[] callers = new Thread[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            callers[i] = new Thread(() -> append(log));
            callers[i].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void append(Log log) {
        for (int i = 0; i < 1_000_000; i++) {
            UUID id = UUID.randomUUID();
            AppendOutcome outcome = log.append(new Append(List.of(Drafts.alone(id)), List.of(), List.of()))
                    .join();
            if (outcome instanceof AppendOutcome.Appended appended) {
                say(appended.firstLeafIndex() + " " + id + " " + appended.head().size() + " "
                        + appended.head().tree().root());
            }
        }
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
