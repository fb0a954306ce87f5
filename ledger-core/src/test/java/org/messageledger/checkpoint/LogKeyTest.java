package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeyTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackTheFileThatItWrites() throws GeneralSecurityException {
        LogKey key = LogKey.generate(random);
        LogKey read = LogKey.fromPem(key.toPem());

        assertThat(read.verifier("example.com/log").toString())
                .isEqualTo(key.verifier("example.com/log").toString());
        assertThat(read.sign(new byte[] {1}))
                .isEqualTo(key.sign(new byte[] {1}))
                .hasSize(64);
    }

    @Test
    void refusesTwoHalvesThatAreNoPair() {
        String one = LogKey.generate(random).toPem();
        String other = LogKey.generate(random).toPem();
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + other.substring(other.indexOf("-----BEGIN PUBLIC"));

        assertThatThrownBy(() -> LogKey.fromPem(mixed)).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            })
    void refusesAFileWithoutBothKeys(String pem) {
        assertThatThrownBy(() -> LogKey.fromPem(pem)).isInstanceOf(GeneralSecurityException.class);
    }

    /** A published verifier key: that of the log example.com/log/testdata, as another implementation prints it. */
    @Test
    void writesAVerifierKeyAsAnotherImplementationDoes() {
        String published = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
        byte[] typed = Base64.getDecoder().decode(published.substring(published.indexOf("+Ae") + 1));
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);

        VerifierKey key = VerifierKey.of("example.com/log/testdata", raw);
        assertThat(key.toString()).isEqualTo(published);
        assertThat(HexFormat.of().formatHex(key.keyId())).isEqualTo("33d7b496");
    }
}
