package org.messageledger.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.activity.Activities;
import org.messageledger.activity.PersonRole;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Description;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reference;
import org.messageledger.fact.Reply;
import org.messageledger.fact.RunningLedger;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.patient.Patients;

/** Answers equal those of {@link Reference}, on every database, while the log grows. */
@SuppressWarnings("EnumOrdinal") // any order will do
public abstract class AnswersContract {

    private static final int QUESTIONS = 300;

    @TempDir
    private Path home;

    /** An empty, migrated database. */
    protected abstract DataSource database();

    @Test
    void everyAnswerIsWhatReadingTheWholeLogGives() {
        try (RunningLedger ledger = new RunningLedger(database(), home)) {
            Clinic clinic = new Clinic(11);
            Random random = new Random(12);
            ledger.projection().start();
            ledger.record(clinic, 250);
            ledger.awaitView();
            int items = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                items += askEverything(ledger, clinic, random);
            }
            assertThat(items).as("questions that have answers").isGreaterThan(QUESTIONS);
        }
    }

    /** One random question to a message, a thread, a patient, a pool or a person, page by page, while more is recorded. */
    private static int askEverything(RunningLedger ledger, Clinic clinic, Random random) {
        Question question = RandomQuestions.next(ledger, clinic, random);
        Trails trails = new Trails(ledger.facts);
        switch (random.nextInt(5)) {
            case 0 -> {
                MessageId messageId = clinic.message();
                return walk(
                        ledger,
                        clinic,
                        question,
                        messageId.value(),
                        it -> trails.ofMessage(messageId, it),
                        reference -> reference.ofMessage(messageId.value(), question));
            }
            case 1 -> {
                String threadId = random.nextBoolean()
                        ? "thread:" + random.nextInt(Clinic.THREADS)
                        : clinic.message().value();
                return walk(
                        ledger,
                        clinic,
                        question,
                        "",
                        it -> trails.ofThread(threadId, it),
                        reference -> reference.ofThread(threadId, question));
            }
            case 2 -> {
                PersonId patientId = clinic.patient();
                boolean disclosures = random.nextInt(3) == 0;
                Patients patients = new Patients(ledger.facts);
                return walk(
                        ledger,
                        clinic,
                        question,
                        "",
                        it -> disclosures ? patients.disclosures(patientId, it) : patients.accesses(patientId, it),
                        reference -> disclosures
                                ? reference.disclosuresOf(patientId.value(), question)
                                : reference.ofPatient(patientId.value(), question));
            }
            case 3 -> {
                PoolId poolId = clinic.pool();
                return walk(
                        ledger,
                        clinic,
                        question,
                        "",
                        it -> new Activities(ledger.facts).ofPool(poolId, it),
                        reference -> reference.ofPool(poolId.value(), question));
            }
            default -> {
                PersonId personId = clinic.person();
                Set<PersonRole> roles = EnumSet.of(PersonRole.values()[random.nextInt(4)]);
                roles.addAll(random.nextBoolean() ? PersonRole.DEFAULT : Set.of());
                List<String> names = roles.stream().map(PersonRole::parameter).toList();
                return walk(
                        ledger,
                        clinic,
                        question,
                        "",
                        it -> new Activities(ledger.facts).ofPerson(personId, roles, it),
                        reference -> reference.ofPerson(personId.value(), names, question));
            }
        }
    }

    private static int walk(
            RunningLedger ledger,
            Clinic clinic,
            Question question,
            String messageId,
            Function<Question, Reply<Page>> ask,
            Function<Reference, List<Reference.Line>> expected) {
        List<String> items = new ArrayList<>();
        AsOf first = null;
        String cursor = null;
        do {
            Page page = answer(ask.apply(at(question, cursor)));
            first = first == null ? page.asOf() : first;
            assertThat(page.items()).hasSizeLessThanOrEqualTo(question.limit());
            assertThat(page.asOf().leafIndex()).isEqualTo(first.leafIndex());
            page.items().stream().map(Description::of).forEach(items::add);
            cursor = page.next();
            if (cursor != null && items.size() < 12) {
                ledger.record(clinic, 1);
                ledger.awaitView();
            }
        } while (cursor != null);
        Reference reference = new Reference(ledger.log, first.leafIndex());
        assertThat(items)
                .as("%s", question)
                .isEqualTo(expected.apply(reference).stream()
                        .map(line -> Description.of(line, messageId))
                        .toList());
        assertThat(first).isEqualTo(asOf(ledger, question, first));
        return items.size();
    }

    /** What the answer should say of itself; {@code behind} is zero because the view was awaited. */
    private static AsOf asOf(RunningLedger ledger, Question question, AsOf given) {
        long leafIndex = given.leafIndex();
        boolean isFinal = true;
        if (question.moment() instanceof Moment.AtLeaf at) {
            assertThat(leafIndex).isEqualTo(at.leafIndex());
        } else if (question.moment() instanceof Moment.Before before) {
            assertThat(leafIndex).isLessThan(ledger.naive.sizeBefore(before.time()));
            isFinal = given.isFinal(); // depends on the clock: see FactsTest
        }
        Instant recordedAt =
                leafIndex < 0 ? null : ledger.log.batchOf(leafIndex).recordedAt();
        return new AsOf(leafIndex, leafIndex + 1, ledger.naive.rootAt(leafIndex + 1), recordedAt, isFinal, 0, null);
    }

    private static Question at(Question question, @Nullable String cursor) {
        return new Question(
                question.span(),
                question.moment(),
                question.filter(),
                question.limit(),
                cursor,
                question.newestFirst(),
                question.atLeast());
    }

    private static <T> T answer(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).answer();
    }
}
