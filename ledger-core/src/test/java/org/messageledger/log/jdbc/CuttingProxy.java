package org.messageledger.log.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver and PostgreSQL, and cuts a connection where it is told to. It knows that much of the protocol: a
 * client asks in messages and waits for the answer after a Sync (or a simple query), the answer ends with ReadyForQuery,
 * which tells whether a transaction is open.
 */
final class CuttingProxy implements AutoCloseable {

    /** What happens to what a client asks next. */
    enum Cut {
        /** The server never hears of it. */
        BEFORE,
        /** The server hears the first half of it. */
        HALFWAY,
        /** The server hears it, and nobody is there for the answer. */
        AT_ONCE,
        /** The server has answered, and the client does not hear it. */
        AFTER,
        /** The answer comes late. */
        STALL,
        /** The answer does not come for a while, then the connection is cut. */
        STALL_THEN_CUT
    }

    /**
     * A cut to be made once.
     *
     * @param decisive of something that may commit: a COMMIT, or a statement with entries on its own; else of anything
     * @param stall how long an answer is held back
     */
    record Order(Cut cut, boolean decisive, Duration stall, CountDownLatch made) {

        Order(Cut cut, boolean decisive, Duration stall) {
            this(cut, decisive, stall, new CountDownLatch(1));
        }

        /** False when nobody has asked anything for it in that time. */
        boolean awaitMade(Duration atMost) throws InterruptedException {
            return made.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static final int SMALL_BYTES = 100;
    private static final int WITH_ENTRIES_BYTES = 400;

    private final int serverPort;
    private final ServerSocket listening;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Order> order = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("proxy", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Takes the place of one that has not been made. */
    void order(Order next) {
        order.set(next);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        links.forEach(Link::cut);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Link link = new Link(listening.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
                links.add(link);
                start("proxy-asks", () -> link.run(link::forwardQuestions));
                start("proxy-answers", () -> link.run(link::forwardAnswers));
            } catch (IOException e) {
                // Closed, or no server: the client sees that.
            }
        }
    }

    private interface Forwarding {
        void run() throws IOException, InterruptedException;
    }

    /** One connection. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean inTransaction;
        private final AtomicReference<@Nullable Order> onAnswer = new AtomicReference<>();

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void run(Forwarding forwarding) {
            try {
                forwarding.run();
            } catch (IOException e) {
                // One side has gone.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                cut();
                links.remove(this);
            }
        }

        void cut() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void forwardQuestions() throws IOException, InterruptedException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            byte[] startup = new byte[in.readInt() - Integer.BYTES];
            in.readFully(startup);
            out.write(ByteBuffer.allocate(Integer.BYTES + startup.length)
                    .putInt(Integer.BYTES + startup.length)
                    .put(startup)
                    .array());
            ByteArrayOutputStream question = new ByteArrayOutputStream();
            while (true) {
                byte type = readMessage(in, question);
                if (type == 'S' || type == 'Q' || type == 'H' || type == 'X') {
                    ask(question.toByteArray(), out);
                    question.reset();
                }
            }
        }

        private void ask(byte[] question, OutputStream out) throws IOException {
            boolean decisive = inTransaction ? question.length < SMALL_BYTES : question.length > WITH_ENTRIES_BYTES;
            Order due = order.get();
            if (due == null || (due.decisive() && !decisive) || !order.compareAndSet(due, null)) {
                out.write(question);
                return;
            }
            switch (due.cut()) {
                case BEFORE -> due.made().countDown();
                case HALFWAY -> {
                    out.write(question, 0, question.length / 2);
                    due.made().countDown();
                }
                case AT_ONCE -> {
                    out.write(question);
                    due.made().countDown();
                }
                case AFTER, STALL, STALL_THEN_CUT -> {
                    onAnswer.set(due);
                    out.write(question);
                    return;
                }
            }
            throw new IOException("cut");
        }

        void forwardAnswers() throws IOException, InterruptedException {
            DataInputStream in = new DataInputStream(server.getInputStream());
            OutputStream out = client.getOutputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            while (true) {
                byte type = readMessage(in, answer);
                if (type == 'Z') {
                    byte[] bytes = answer.toByteArray();
                    inTransaction = bytes[bytes.length - 1] != 'I';
                    Order due = onAnswer.getAndSet(null);
                    if (due != null) {
                        due.made().countDown();
                        boolean over = due.cut() != Cut.AFTER
                                && closed.await(due.stall().toMillis(), TimeUnit.MILLISECONDS);
                        if (over || due.cut() != Cut.STALL) {
                            throw new IOException("cut");
                        }
                    }
                }
                if (type == 'Z' || onAnswer.get() == null) {
                    out.write(answer.toByteArray());
                    answer.reset();
                }
            }
        }

        private byte readMessage(DataInputStream in, ByteArrayOutputStream to) throws IOException {
            byte type = in.readByte();
            int length = in.readInt();
            byte[] body = new byte[length - Integer.BYTES];
            in.readFully(body);
            to.write(type);
            to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            to.writeBytes(body);
            return type;
        }
    }
}
