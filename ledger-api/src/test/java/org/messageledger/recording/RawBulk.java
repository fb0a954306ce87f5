package org.messageledger.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.wiring.CalledLedger;

/** A bulk request by hand, chunked, over one socket: it decides itself when it sends, when it reads, when it breaks off. */
final class RawBulk implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;
    private final StringBuilder ahead = new StringBuilder();
    private boolean answered;

    RawBulk(CalledLedger ledger) throws IOException {
        socket = ledger.socket();
        socket.setSoTimeout(120_000);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out.write(("POST /api/v1/commands HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + ledger.basic("emitter")
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    void chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void lastChunk() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Stops in the middle of a chunk: no more will come, but it still reads. */
    void breakOff(String beginning) throws IOException {
        out.write(("1000\r\n" + beginning).getBytes(StandardCharsets.UTF_8));
        out.flush();
        socket.shutdownOutput();
    }

    /** Takes so many characters of whatever comes. */
    void take(int characters) throws IOException {
        for (long left = characters; left > 0; left -= in.skip(left)) {
            if (in.read() < 0) {
                throw new IOException("the ledger has ended");
            }
            left--;
        }
    }

    /** The next answer line; empty at the end. */
    String answer() throws IOException {
        if (!answered) {
            passHeader();
            answered = true;
        }
        while (ahead.indexOf("\n") < 0) {
            if (!readChunk()) {
                return "";
            }
        }
        int end = ahead.indexOf("\n");
        String line = ahead.substring(0, end);
        ahead.delete(0, end + 1);
        return line;
    }

    private void passHeader() throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }

    /** Answers are ASCII here, so that characters count as bytes. */
    private boolean readChunk() throws IOException {
        String size = in.readLine();
        int length = size == null || size.isEmpty() ? 0 : Integer.parseInt(size, 16);
        char[] chunk = new char[length];
        int read = 0;
        while (read < length) {
            int more = in.read(chunk, read, length - read);
            if (more < 0) {
                return false;
            }
            read += more;
        }
        in.readLine();
        ahead.append(chunk);
        return length > 0;
    }

    List<String> allAnswers() throws IOException {
        List<String> answers = new ArrayList<>();
        for (String line = answer(); !line.isEmpty(); line = answer()) {
            answers.add(line);
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
