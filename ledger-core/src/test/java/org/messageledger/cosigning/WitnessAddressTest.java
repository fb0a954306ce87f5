package org.messageledger.cosigning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;

class WitnessAddressTest {

    private static final LogKey KEY = LogKey.generate(new SecureRandom());

    private static WitnessAddress address(@Nullable String url) {
        return WitnessAddress.of(new TlogPolicy.Party(KEY.cosigner("witness.example/w1"), url));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, http://localhost:8081/add-checkpoint, http://localhost:8081/",
        "https://w.example/a%20b/, https://w.example/a%20b/add-checkpoint, https://w.example/a%20b/",
        "https://w.example/prefix, https://w.example/prefix/add-checkpoint, https://w.example/prefix/",
        "http://[::1]:81/, http://[::1]:81/add-checkpoint, http://[::1]:81/"
    })
    void leadsToTheCall(String url, String call, String shown) {
        assertThat(address(url).addCheckpoint()).hasToString(call);
        assertThat(address(url).url()).isEqualTo(shown);
        assertThat(address(url).authorization()).isNull();
    }

    @Test
    void showsNoCredentials() {
        WitnessAddress address = address("https://me:s%C3%A4cret@w.example/p");
        assertThat(address.authorization()).isEqualTo("Basic bWU6c8OkY3JldA==");
        assertThat(address.url()).isEqualTo("https://w.example/p/");
        assertThat(address.addCheckpoint().toString()).doesNotContain("cret");
    }

    /** The log's own signature stands in the note too. */
    @Test
    void isOneOfAsManyAsANoteHasRoomFor() {
        List<TlogPolicy.Party> witnesses = new ArrayList<>();
        for (int i = 1; i < SignedNote.SIGNATURES_MAX - 1; i++) {
            VerifierKey key = LogKey.generate(new SecureRandom()).cosigner("witness.example/w" + i);
            witnesses.add(new TlogPolicy.Party(key, "http://localhost:1/"));
        }
        Cosigning.requireAddresses(new TlogPolicy(List.of(), witnesses, WitnessPolicy.NONE));

        witnesses.add(new TlogPolicy.Party(KEY.cosigner("witness.example/more"), "http://localhost:1/"));
        TlogPolicy tooMany = new TlogPolicy(List.of(), witnesses, WitnessPolicy.NONE);
        assertThatThrownBy(() -> Cosigning.requireAddresses(tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the policy has 99 witnesses, and a checkpoint has room for the cosignatures of 98");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "w.example",
                "ftp://w.example/",
                "http:///path",
                "http://w.example/?token=secret",
                "http://w.example/#secret",
                "http://secret@bad host/"
            })
    void isRefusedWithoutBeingRepeated(@Nullable String url) {
        assertThatThrownBy(() -> address(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("witness.example/w1")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
