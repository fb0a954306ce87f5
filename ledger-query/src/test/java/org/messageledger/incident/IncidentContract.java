package org.messageledger.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Commands;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Reference;
import org.messageledger.fact.Reply;
import org.messageledger.fact.RunningLedger;
import org.messageledger.party.MessageId;

/** Incidents equal those of {@link NaiveIncident}, on every database, as of any leaf. */
public abstract class IncidentContract {

    private static final int HISTORIES = 2;
    private static final int QUESTIONS = 60;

    @TempDir
    private Path home;

    /** An empty, migrated database. */
    protected abstract DataSource database();

    @Test
    void everyIncidentIsWhatReadingTheWholeLogGives() {
        int[] seen = new int[5];
        for (int history = 0; history < HISTORIES; history++) {
            try (RunningLedger ledger = new RunningLedger(database(), home.resolve("" + history))) {
                Clinic clinic = new Clinic(history, 20);
                Random random = new Random(history);
                ledger.projection().start();
                ledger.record(clinic, 200);
                ledger.awaitView();
                for (int i = 0; i < QUESTIONS; i++) {
                    ask(ledger, question(ledger, clinic, random), seen);
                }
            }
        }
        assertThat(seen)
                .as("messages, merely listed, patients, reports, nobody ever named")
                .doesNotContain(0);
    }

    /** More sends and reports than are read at once with those of other messages. */
    @Test
    void aMessageThatManyReportedIsToldLikeOthers() {
        try (RunningLedger ledger = new RunningLedger(database(), home)) {
            ledger.projection().start();
            ledger.record(Commands.send("portal:1", "thread:1", "patient:1"));
            ledger.record(Commands.read("portal:1"));
            for (int i = 0; i < 110; i++) {
                ledger.record(Commands.report("portal:1"));
            }
            ledger.awaitView();
            Instant now = ledger.log.batchOf(1).recordedAt();

            int[] seen = new int[5];
            ask(
                    ledger,
                    new IncidentQuestion(
                            new IncidentScope.Account(
                                    Commands.CLINICIAN.id(), now.minusSeconds(60), now.plusSeconds(600)),
                            true,
                            null,
                            new Moment.Newest(),
                            null),
                    seen);
            assertThat(seen).containsExactly(1, 0, 1, 1, 0);
        }
    }

    private static IncidentQuestion question(RunningLedger ledger, Clinic clinic, Random random) {
        boolean recorded = random.nextInt(3) == 0;
        Instant one = time(ledger, clinic, random, recorded);
        Instant other = time(ledger, clinic, random, recorded);
        IncidentScope scope = random.nextBoolean()
                ? new IncidentScope.Account(
                        clinic.person(), one.isBefore(other) ? one : other, one.isBefore(other) ? other : one)
                : new IncidentScope.Message(clinic.message(), random.nextBoolean() ? null : one);
        Moment moment =
                switch (random.nextInt(3)) {
                    case 0 -> new Moment.AtLeaf(random.nextLong(ledger.history.size()));
                    case 1 -> new Moment.Before(time(ledger, clinic, random, true));
                    default -> new Moment.Newest();
                };
        return new IncidentQuestion(
                scope, recorded, random.nextInt(3) == 0 ? LocalDate.of(2026, 1, 31) : null, moment, null);
    }

    private static Instant time(RunningLedger ledger, Clinic clinic, Random random, boolean recorded) {
        return recorded
                ? ledger.log.batchOf(random.nextLong(ledger.history.size())).recordedAt()
                : clinic.time();
    }

    private static void ask(RunningLedger ledger, IncidentQuestion question, int[] seen) {
        Reply<Incidents.Known> reply = new Incidents(ledger.facts).of(question);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        Incidents.Known known = ((Reply.Answered<Incidents.Known>) reply).answer();
        Reference reference = new Reference(ledger.log, known.asOf().leafIndex());
        if (known.incident().isEmpty()) {
            MessageId messageId = ((IncidentScope.Message) question.scope()).messageId();
            assertThat(reference.lines()).noneMatch(line -> line.messages().contains(messageId.value()));
            seen[4]++;
            return;
        }
        Incident incident = known.incident().get();
        assertThat(NaiveIncident.words(incident))
                .as("%s", question)
                .isEqualTo(new NaiveIncident(reference, question).words());
        seen[0] += incident.messages().size();
        seen[1] += (int) incident.messages().stream()
                .filter(message -> message.tally().merelyListed())
                .count();
        seen[2] += incident.patients().size();
        seen[3] += incident.discovery().report() == null ? 0 : 1;
    }
}
