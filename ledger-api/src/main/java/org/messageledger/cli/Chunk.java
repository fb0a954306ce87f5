package org.messageledger.cli;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Commands that go out in one request, with the best answer seen to each. Bounded: a chunk is the unit of repetition and of
 * memory. Sending it again is harmless, for every command has its key.
 */
final class Chunk {

    private static final int BYTES_MAX = 4 << 20;

    private final int linesMax;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<Long> lineNumbers = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private final List<@Nullable Answer> answers = new ArrayList<>();

    Chunk(int linesMax) {
        this.linesMax = linesMax;
    }

    /** @param end how many bytes of the text the line ends after */
    void add(long lineNumber, long end, byte[] command) {
        body.writeBytes(command);
        body.write('\n');
        lineNumbers.add(lineNumber);
        ends.add(end);
        answers.add(null);
    }

    boolean isFull() {
        return lineNumbers.size() >= linesMax || body.size() >= BYTES_MAX;
    }

    int size() {
        return lineNumbers.size();
    }

    long lineNumber(int index) {
        return lineNumbers.get(index);
    }

    /** How many bytes of the text the command's line ends after. */
    long end(int index) {
        return ends.get(index);
    }

    byte[] body() {
        return body.toByteArray();
    }

    /** Keeps the first answer that recorded, so that a repetition does not turn it into a replay. */
    void answered(int index, Answer answer) {
        Answer before = answers.get(index);
        if (before == null || !before.isRecorded()) {
            answers.set(index, answer);
        }
    }

    /** What came back for a command; null while nothing has. */
    @Nullable
    Answer answer(int index) {
        return answers.get(index);
    }

    int count(Predicate<Answer> which) {
        int count = 0;
        for (Answer answer : answers) {
            count += answer != null && which.test(answer) ? 1 : 0;
        }
        return count;
    }

    /** Empties it for the next commands. */
    void clear() {
        body.reset();
        lineNumbers.clear();
        ends.clear();
        answers.clear();
    }
}
