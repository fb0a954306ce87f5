package org.messageledger.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;

/** A real log whose answers to appends can be held back, and that lets somebody else append first. */
final class HeldLog {

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private volatile boolean holding;
    private volatile Runnable beforeAppend = () -> {};

    Log over(Log real) {
        return (Log)
                Proxy.newProxyInstance(Log.class.getClassLoader(), new Class<?>[] {Log.class}, (p, method, args) -> {
                    if (args != null && args[0] instanceof Append append) {
                        return append(real, append);
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CompletableFuture<AppendOutcome> append(Log real, Append append) {
        Runnable before = beforeAppend;
        beforeAppend = () -> {};
        before.run();
        CompletableFuture<AppendOutcome> outcome = real.append(append);
        return holding ? released.thenCompose(nothing -> outcome) : outcome;
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        released.complete(null);
    }

    /** Happens once, between the next decision and its append. */
    void beforeAppend(Runnable act) {
        beforeAppend = act;
    }
}
