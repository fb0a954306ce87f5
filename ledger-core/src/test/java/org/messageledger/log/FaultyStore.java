package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.log.jdbc.Migrations;
import org.messageledger.log.jdbc.Pools;

/** A real store on a fresh H2 that does at chosen calls what storage does on a bad day. */
public final class FaultyStore {

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final LogStore store;

    /** What happens instead of a call. */
    public interface Fault {
        @Nullable
        Object on(Call call) throws Throwable;
    }

    /** The call that would have been. */
    public record Call(List<Object> arguments, Fault real) {
        public @Nullable Object proceed() throws Throwable {
            return real.on(this);
        }
    }

    public FaultyStore() {
        this(new JdbcLogStore(Migrations.migrated(Pools.passingH2())));
    }

    public FaultyStore(LogStore real) {
        store = (LogStore) Proxy.newProxyInstance(
                LogStore.class.getClassLoader(), new Class<?>[] {LogStore.class}, (proxy, method, arguments) -> {
                    calls.computeIfAbsent(method.getName(), it -> new AtomicInteger())
                            .incrementAndGet();
                    Fault asUsual = call -> {
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    };
                    Call call = new Call(arguments == null ? List.of() : List.of(arguments), asUsual);
                    return faults.getOrDefault(method.getName(), asUsual).on(call);
                });
    }

    public LogStore store() {
        return store;
    }

    public void at(String method, Fault fault) {
        faults.put(method, fault);
    }

    public void heal(String method) {
        faults.remove(method);
    }

    public int calls(String method) {
        AtomicInteger count = calls.get(method);
        return count == null ? 0 : count.get();
    }

    /** Calls of this method wait, before they are done, until they are let go. */
    public Stall stall(String method) {
        Stall stall = new Stall();
        at(method, call -> {
            stall.await();
            return call.proceed();
        });
        return stall;
    }

    /** Somewhere to wait. */
    public static final class Stall {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        public void await() throws InterruptedException {
            reached.countDown();
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        }

        public void awaitReached() throws InterruptedException {
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        }

        public void end() {
            over.countDown();
        }
    }
}
