package org.messageledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** What is cosigned and what is not, answered to the letter of c2sp.org/tlog-witness. */
class WitnessTest extends WitnessScenario {

    private static final Hash ZERO = Hash.of(new byte[32]);

    @Test
    void cosignsEachCheckpointThatGrewFromTheOneBefore() throws Exception {
        int before = 0;
        for (int size : new int[] {0, 0, 1, 2, 3, 4, 7, 8, 9, 64, 65, 130, 130}) {
            AddCheckpoint request = log.request(before, size);
            assertThat(cosigned(request).epochSeconds()).isEqualTo(NOON.getEpochSecond());
            before = size;
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void witnessesEachLogByItself() throws Exception {
        assertThat(cosigned(log.request(0, 5))).isNotNull();
        assertThat(cosigned(other.request(0, 3))).isNotNull();
        assertThat(cosigned(log.request(5, 6))).isNotNull();
    }

    @Test
    void saysWhichSizeItHasCosignedToWhoBelievesInAnother() throws Exception {
        assertThat(send(log.request(3, 9))).isEqualTo(new Answer(409, "text/x.tlog.size", "0\n"));
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        for (int old : new int[] {0, 1, 6, 8}) {
            assertThat(send(log.request(old, 9))).isEqualTo(new Answer(409, "text/x.tlog.size", "7\n"));
        }
        assertThat(send(log.request(3, 5))).isEqualTo(new Answer(409, "text/x.tlog.size", "7\n"));
    }

    @Test
    void cosignsNoOtherHistory() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();

        ForkableLog forked = log.forkedAt(4);
        refused(forked.request(7, 7), 422);
        refused(forked.request(7, 12), 422);
        assertThat(send(forked.request(0, 12)).status()).isEqualTo(409);
        assertThat(reports).hasSize(2).allMatch(report -> report.contains("REFUSED") && report.contains("size 7"));
        assertThat(cosigned(log.request(7, 12))).isNotNull();
    }

    /** Anybody can send what a log has signed, as often as they like and with anything as its proof. */
    @Test
    void reportsNothingTwiceNorWhatOnlyTheSenderCanHaveDone() throws Exception {
        refused(new AddCheckpoint(0, List.of(ZERO), log.note(7)), 422);
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        refused(new AddCheckpoint(7, List.of(ZERO), log.note(7)), 422);
        assertThat(reports).isEmpty();

        ForkableLog forked = log.forkedAt(4);
        for (int i = 0; i < 3; i++) {
            refused(new AddCheckpoint(7, List.of(ZERO), log.note(12)), 422);
            refused(forked.request(7, 12), 422);
        }
        assertThat(reports).hasSize(2);
        assertThat(cosigned(log.request(7, 8))).isNotNull();
        refused(forked.request(8, 12), 422);
        assertThat(reports).hasSize(3);
    }

    @Test
    void takesNoProofButTheRightOne() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        List<Hash> proof = log.proof(7, 12);
        List<List<Hash>> wrong = new ArrayList<>();
        wrong.add(List.of());
        wrong.add(proof.subList(1, proof.size()));
        wrong.add(proof.subList(0, proof.size() - 1));
        wrong.add(log.proof(6, 12));
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(ZERO);
        wrong.add(longer);
        List<Hash> turned = new ArrayList<>(proof);
        Collections.reverse(turned);
        wrong.add(turned);
        for (int i = 0; i < proof.size(); i++) {
            List<Hash> other = new ArrayList<>(proof);
            other.set(i, ZERO);
            wrong.add(other);
        }
        for (List<Hash> hashes : wrong) {
            refused(new AddCheckpoint(7, hashes, log.note(12)), 422);
        }
        refused(new AddCheckpoint(7, List.of(ZERO), log.note(7)), 422);
        assertThat(cosigned(log.request(7, 12))).isNotNull();
    }

    @Test
    void takesNoProofFromNothing() throws Exception {
        refused(new AddCheckpoint(0, List.of(ZERO), log.note(7)), 422);
        refused(new AddCheckpoint(0, List.of(ZERO), log.note(0)), 422);
        assertThat(cosigned(log.request(0, 7))).isNotNull();
    }

    @Test
    void knowsTheRootOfTheEmptyTree() throws Exception {
        SignedNote wrong = SignedNote.sign(log.origin() + "\n0\n" + ZERO.toBase64() + "\n", log.origin(), log.key());
        refused(new AddCheckpoint(0, List.of(), wrong), 422);
        refused(new AddCheckpoint(1, List.of(), wrong), 400);
        SignedNote ofNobody =
                SignedNote.sign("log.example/none\n0\n" + ZERO.toBase64() + "\n", log.origin(), log.key());
        refused(new AddCheckpoint(0, List.of(), ofNobody), 404);
        assertThat(cosigned(log.request(0, 0))).isNotNull();
        assertThat(cosigned(log.request(0, 2))).isNotNull();
        refused(new AddCheckpoint(0, List.of(), wrong), 409);
    }

    /** 404, then 403, then 400 for the old size, then 409, then 422. */
    @Test
    void checksInTheOrderOfTheSpecification() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        LogKey stranger = LogKey.generate(new SecureRandom());
        TreeHead head = log.head(3);

        SignedNote unknownLog = new Checkpoint("log.example/none", head).sign(stranger);
        refused(new AddCheckpoint(9, List.of(), unknownLog), 404);
        SignedNote unsigned = new Checkpoint(log.origin(), head).sign(stranger);
        refused(new AddCheckpoint(9, List.of(ZERO), unsigned), 403);
        refused(new AddCheckpoint(9, List.of(ZERO), log.note(3)), 400);
        refused(new AddCheckpoint(3, List.of(ZERO), log.note(3)), 409);
        refused(new AddCheckpoint(7, List.of(ZERO), log.note(9)), 422);
    }

    @Test
    void takesNoSignatureThatIsNotTheLogs() {
        TreeHead head = log.head(7);
        SignedNote others = new Checkpoint(log.origin(), head).sign(other.key());
        refused(new AddCheckpoint(0, List.of(), others), 403);
        SignedNote named = SignedNote.sign(log.note(7).text(), other.origin(), other.key());
        refused(new AddCheckpoint(0, List.of(), named), 403);
        // The log's line, under another text; beside it a good one does not help.
        SignedNote moved = new SignedNote(log.note(8).text(), log.note(7).signatures());
        refused(new AddCheckpoint(0, List.of(), moved), 403);
    }

    @Test
    void ignoresOtherSignatures() throws Exception {
        LogKey stranger = LogKey.generate(new SecureRandom());
        SignedNote note = log.note(7).signedAlsoBy("stranger.example", stranger);
        assertThat(cosigned(new AddCheckpoint(0, List.of(), note))).isNotNull();

        SignedNote shown = newest(log);
        assertThat(shown.signatures()).hasSize(2);
        assertThat(shown.verify(List.of(log.verifier()))).hasSize(1);
        assertThat(shown.toString()).doesNotContain("stranger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "old 0",
                "old 0\n",
                "old 0\n\n",
                "old 00\n\nNOTE",
                "old -1\n\nNOTE",
                "old +1\n\nNOTE",
                "old 1 \n\nNOTE",
                "old  1\n\nNOTE",
                "OLD 0\n\nNOTE",
                "old 0\r\n\r\nNOTE",
                "old 99999999999999999999\n\nNOTE",
                "old 0\nAAAA\n\nNOTE",
                "old 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n\nNOTE",
                "old 0\nNOTE",
                "old 0\n\n\nNOTE",
                "NOTE",
                "old 0\n\nno note\n",
                "old 0\n\nlog.example/one\n5\n\n— log.example/one AAAAAAAAAAAA\n",
                "old 0\n\nlog.example/one\n05\nROOT\n\n— log.example/one AAAAAAAAAAAA\n"
            })
    void refusesWhatIsMalformed(String body) {
        String note = log.note(7).toString();
        Answer answer = send(
                body.replace("NOTE", note).replace("ROOT", log.head(5).root().toBase64()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("text/plain");
    }

    @Test
    void refusesMoreHashesThanAProofMayHave() {
        refused(new AddCheckpoint(1, Collections.nCopies(64, ZERO), log.note(7)), 400);
        refused(new AddCheckpoint(1, Collections.nCopies(63, ZERO), log.note(7)), 409);
    }

    @Test
    void showsWhatItHasCosigned() throws Exception {
        assertThat(witness.newest(hash(log))).isEmpty();
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        AddCheckpoint request = log.request(7, 9);
        Answer answer = send(request);

        SignedNote shown = newest(log);
        assertThat(shown.text()).isEqualTo(request.note().text());
        assertThat(Checkpoint.verify(shown, List.of(log.verifier())).head()).isEqualTo(log.head(9));
        assertThat(shown.toString()).endsWith(answer.body());
        assertThat(witness.newest(hash(other))).isEmpty();
        assertThat(witness.newest("0".repeat(64))).isEmpty();
    }

    /** A newer checkpoint that is said to have been seen earlier would contradict the one before. */
    @Test
    void neverCosignsBackInTime() throws Exception {
        assertThat(cosigned(log.request(0, 7)).epochSeconds()).isEqualTo(NOON.getEpochSecond());
        reopen(NOON.minusSeconds(60));
        assertThat(cosigned(log.request(7, 9)).epochSeconds()).isEqualTo(NOON.getEpochSecond());
        reopen(NOON.plusSeconds(60));
        assertThat(cosigned(log.request(9, 9)).epochSeconds()).isEqualTo(NOON.getEpochSecond() + 60);
    }

    @Test
    void cosignsOneOfManyTreesThatComeAtOnce() throws Exception {
        int callers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            int size = 0;
            for (int round = 0; round < 20; round++) {
                int from = size;
                CyclicBarrier together = new CyclicBarrier(callers);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int more = 1; more <= callers; more++) {
                    byte[] body = log.request(from, from + more).toBytes();
                    answers.add(threads.submit(() -> {
                        together.await();
                        return witness.addCheckpoint(body).status();
                    }));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get(30, TimeUnit.SECONDS));
                }
                assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
                size += 1 + statuses.indexOf(200);
                assertThat(newest(log).text()).isEqualTo(log.note(size).text());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private SignedNote newest(ForkableLog of) throws Exception {
        return witness.newest(hash(of)).orElseThrow();
    }

    private static String hash(ForkableLog of) {
        return WitnessServerTest.originHash(of.origin());
    }
}
