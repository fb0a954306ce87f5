package org.messageledger.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The order of a day: when what happens, and the commands in the order of their times. Messages are sent from 07:00 to
 * 17:00, what follows from them is over before midnight. Uses no clock: every time follows from seed and day.
 */
final class ClinicDay {

    private static final Duration OPENS = Duration.ofHours(7);
    private static final Duration SENDING = Duration.ofHours(10);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final List<Timed> timed = new ArrayList<>();
    private final Instant opens;
    private final int messages;
    private final SampleCommand.Mode mode;
    private int sent;
    private Instant now;

    private record Timed(Instant at, String json) {}

    private ClinicDay(LocalDate day, int messages, SampleCommand.Mode mode) {
        this.opens = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(OPENS);
        this.messages = messages;
        this.mode = mode;
        this.now = opens;
    }

    /** The day's commands as JSON, exactly {@code messages} of them {@code SendMessage}. */
    static List<String> of(long seed, int messages, LocalDate day, SampleCommand.Mode mode) {
        ClinicDay clinicDay = new ClinicDay(day, messages, mode);
        SplittableRandom random = new SplittableRandom(seed);
        Stories stories = new Stories(clinicDay, new Cast(random), random);
        for (int story = 0; clinicDay.mayStillSend(); story++) {
            clinicDay.beginAt(random);
            stories.tell(story);
        }
        clinicDay.timed.sort(Comparator.comparing(Timed::at));
        return clinicDay.timed.stream().map(Timed::json).toList();
    }

    /** Spreads the stories over the sending hours by how much of the day has been told. */
    private void beginAt(SplittableRandom random) {
        long slotMillis = Math.max(1, SENDING.toMillis() / messages);
        now = opens.plusMillis(slotMillis * sent + random.nextLong(slotMillis));
    }

    boolean mayStillSend() {
        return sent < messages;
    }

    /** The id of the next message; counted as sent. */
    String nextMessageId() {
        sent++;
        return "portal:" + (100_000 + sent);
    }

    /** Lets time pass inside the running story; a story takes less than seven hours in all. */
    ClinicDay after(long minutes, SplittableRandom random) {
        now = now.plus(Duration.ofMinutes(minutes)).plusMillis(random.nextLong(60_000));
        return this;
    }

    void add(CommandDraft command) {
        timed.add(new Timed(
                now,
                command.with("mode", mode.name())
                        .with("occurredAt", TIME.format(now))
                        .json()));
    }

    /** A time after the present one, for a command to name. */
    String in(Duration ahead) {
        return TIME.format(now.plus(ahead));
    }
}
