package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class TlogPolicyTest {

    private final Witnesses witnesses = new Witnesses(6);
    private final Checkpoint checkpoint = new Checkpoint(Witnesses.ORIGIN, new TreeHead(0, TreeHasher.empty()));

    /** The example of the specification. */
    private static final String EXAMPLE = """
            log <L>

            witness X1 <W0>
            witness X2 <W1>
            witness X3 <W2>
            group X-witnesses 2 X1 X2 X3

            witness Y1 <W3>
            witness Y2 <W4>
            witness Y3 <W5>
            group Y-witnesses any Y1 Y2 Y3

            group X-and-Y all X-witnesses Y-witnesses
            quorum X-and-Y
            """;

    /** Puts keys in: L of the log, W0 to W5 of the witnesses, B of type 0x01, R that of W0 under another name. */
    private byte[] file(String policy) {
        String filled = policy.replace("<L>", witnesses.logKey().toString())
                .replace("<B>", witnesses.key(0).verifier("w").toString())
                .replace("<R>", witnesses.key(0).cosigner("r").toString());
        for (int i = 0; i < 6; i++) {
            filled = filled.replace("<W" + i + ">", witnesses.witness(i).toString());
        }
        return filled.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isEnough(TlogPolicy policy, int... cosigners) throws UnverifiedException {
        return policy.policy().check(witnesses.note(checkpoint, cosigners)).isEnough();
    }

    @Test
    void readsTheExampleOfTheSpecification() throws Exception {
        TlogPolicy policy = TlogPolicy.parse(file(EXAMPLE));

        assertThat(policy.logs()).containsExactly(new TlogPolicy.Party(witnesses.logKey(), null));
        assertThat(policy.witnesses()).extracting(TlogPolicy.Party::key).containsExactlyElementsOf(witnesses.all());
        assertThat(policy.policy().witnessesMin()).isEqualTo(3);
        assertThat(isEnough(policy, 0, 1, 3)).isTrue();
        assertThat(isEnough(policy, 5, 2, 0)).isTrue();
        assertThat(isEnough(policy, 0, 1, 2)).isFalse();
        assertThat(isEnough(policy, 0, 3, 4, 5)).isFalse();
        assertThat(isEnough(policy)).isFalse();
    }

    @Test
    void readsUrlsCommentsAndWhiteSpace() throws Exception {
        TlogPolicy policy = TlogPolicy.parse(file("""
                # a log
                \t log\t<L> https://log.example/ \s
                 \t
                  #é
                witness é <W0> https://w.example/é
                witness other <W1>
                quorum é
                """));

        assertThat(policy.logs().get(0).url()).isEqualTo("https://log.example/");
        assertThat(isEnough(policy, 0)).isTrue();
        assertThat(isEnough(policy, 1)).isFalse();
    }

    @Test
    void asksForNothingAndPromisesNothingWithoutAQuorum() throws Exception {
        TlogPolicy policy = TlogPolicy.parse(file("witness a <W0>\nquorum none\n"));

        assertThat(policy.policy().asksForWitnesses()).isFalse();
        assertThat(isEnough(policy, 0)).isFalse();
        assertThat(policy.policy().check(witnesses.note(checkpoint, 0)).cosignatures())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log <L>\n",
                "quorum none",
                "quorum\n",
                "quorum none none\n",
                "quorum none\nquorum none\n",
                "quorum a\nwitness a <W0>\n",
                "group g any a\nwitness a <W0>\nquorum g\n",
                "group g any g\nquorum g\n",
                "witness a <W0>\ngroup g any none\nquorum g\n",
                "witness a <W0>\ngroup g any\nquorum g\n",
                "witness a <W0>\ngroup g 0 a\nquorum g\n",
                "witness a <W0>\ngroup g 2 a\nquorum g\n",
                "witness a <W0>\ngroup g 01 a\nquorum g\n",
                "witness a <W0>\ngroup g -1 a\nquorum g\n",
                "witness a <W0>\ngroup g some a\nquorum g\n",
                "witness a <W0>\ngroup g 99999999999999999999 a\nquorum g\n",
                "witness a <W0>\ngroup g 4294967297 a\nquorum g\n",
                "witness a <W0>\ngroup g any a a\nquorum g\n",
                "witness a <W0>\nwitness b <W1>\ngroup g any a\ngroup h all a b\nquorum h\n",
                "witness a <W0>\nwitness a <W1>\nquorum a\n",
                "witness a <W0>\ngroup a any a\nquorum a\n",
                "witness none <W0>\nquorum none\n",
                "witness a <W0>\nwitness b <W0>\nquorum a\n",
                "witness a <W0>\nwitness b <R>\nquorum a\n",
                "witness a <B>\nquorum a\n",
                "witness a\nquorum none\n",
                "witness a <W0> url more\nquorum a\n",
                "witness a x+y+z\nquorum a\n",
                "log <L> url more\nquorum none\n",
                "log <L>\nlog <L>\nquorum none\n",
                "log\nquorum none\n",
                "Quorum none\n",
                "quorum none\r\n",
                "# \u007f\nquorum none\n",
                "# \u0000\nquorum none\n",
                "quorum\u00a0none\n"
            })
    void refusesWhatIsNotAPolicy(String policy) {
        assertThatThrownBy(() -> TlogPolicy.parse(file(policy)))
                .as(policy)
                .isInstanceOf(MalformedException.class)
                .message()
                .startsWith("policy")
                .hasSizeLessThan(200);
    }

    @Test
    void saysWhichLineIsWrong() {
        assertThatThrownBy(() -> TlogPolicy.parse(file("# first\nwitness a <W0>\ngroup g any b\n")))
                .hasMessage("policy, line 3: a name that no line before has defined");
        assertThatThrownBy(() -> TlogPolicy.parse(file("\nwitness a x+y+z\n")))
                .hasMessageStartingWith("policy, line 2: verifier key: ");
    }

    /** The deepest nesting that is allowed, and one more. */
    @Test
    void boundsGroups() throws Exception {
        StringBuilder chain = new StringBuilder("witness g0 <W0>\n");
        for (int i = 1; i <= TlogPolicy.EACH_MAX; i++) {
            chain.append("group g").append(i).append(" all g").append(i - 1).append('\n');
        }
        assertThat(isEnough(TlogPolicy.parse(file(chain + "quorum g100\n")), 0)).isTrue();
        assertThatThrownBy(() -> TlogPolicy.parse(file(chain + "group g101 all g100\nquorum g101\n")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("too many groups");
        assertThatThrownBy(() -> TlogPolicy.parse(new byte[TlogPolicy.SIZE_BYTES_MAX + 1]))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void neverBreaksOnAlteredOctets() {
        Random random = new Random(7);
        byte[] file = file(EXAMPLE);
        for (int i = 0; i < 3_000; i++) {
            byte[] altered = Arrays.copyOf(file, file.length);
            for (int j = random.nextInt(3); j >= 0; j--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(TlogPolicy.parse(altered).witnesses()).isNotEmpty();
            } catch (MalformedException e) {
                assertThat(e).hasMessageStartingWith("policy");
            }
        }
    }
}
