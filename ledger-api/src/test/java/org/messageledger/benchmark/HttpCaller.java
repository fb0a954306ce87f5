package org.messageledger.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that is kept, HTTP/1.1 by hand: the load generator must cost little on the server's own machine. */
final class HttpCaller implements AutoCloseable {

    private static final int SILENCE_MILLIS_MAX = 120_000;

    record Answer(int status, String body) {}

    private final int port;
    private Socket socket;
    private OutputStream out;
    private InputStream in;
    private boolean closing;

    HttpCaller(int port) throws IOException {
        this.port = port;
        socket = connected(port);
        out = socket.getOutputStream();
        in = buffered(socket);
    }

    private static InputStream buffered(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS_MAX);
        return socket;
    }

    /** Tomcat ends a connection after a hundred requests. */
    private void reconnect() throws IOException {
        socket.close();
        socket = connected(port);
        out = socket.getOutputStream();
        in = buffered(socket);
        closing = false;
    }

    Answer post(String path, String authorization, String mediaType, byte[] body) throws IOException {
        send(path, authorization, mediaType, body);
        return answer();
    }

    /** In one piece, so that the head does not wait for an acknowledgement. */
    void send(String path, String authorization, String mediaType, byte[] body) throws IOException {
        if (closing) {
            reconnect();
        }
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                        + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        out.flush();
    }

    Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            closing |= header.startsWith("connection: close");
            chunked |= header.startsWith("transfer-encoding: chunked");
        }
        return new Answer(status, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int length = Integer.parseInt(line(), 16);
        while (length > 0) {
            body.append(text(length));
            line();
            length = Integer.parseInt(line(), 16);
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("an answer breaks off");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("an answer breaks off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
