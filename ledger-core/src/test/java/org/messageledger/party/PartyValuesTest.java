package org.messageledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PartyValuesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Arguments> valuesAndTheirJson() {
        return Stream.of(
                Arguments.of(new MessageId("epic:12345"), "\"epic:12345\""),
                Arguments.of(new PersonId("member:17"), "\"member:17\""),
                Arguments.of(new PoolId("cardiology-north"), "\"cardiology-north\""),
                Arguments.of(new Purpose("TREAT"), "\"TREAT\""),
                Arguments.of(Party.person("member:17"), "{\"person\":\"member:17\"}"),
                Arguments.of(Party.pool("cardiology-north"), "{\"pool\":\"cardiology-north\"}"));
    }

    @ParameterizedTest
    @MethodSource("valuesAndTheirJson")
    void readsAndWritesItsJson(Object value, String json) {
        Class<?> declared = value instanceof Party ? Party.class : value.getClass();
        assertThat(JSON.writeValueAsString(value)).isEqualTo(json);
        assertThat((Object) JSON.readValue(json, declared)).isEqualTo(value);
    }

    @Test
    void readsAnActorWithAllItsClaims() {
        String json = """
                {"id":"staff:9","kind":"STAFF","onBehalfOf":"dr:1","pool":"cardiology-north","relation":"ASSISTANT"}""";
        assertThat(JSON.readValue(json, Actor.class))
                .isEqualTo(new Actor(
                        new PersonId("staff:9"),
                        ActorKind.STAFF,
                        new PersonId("dr:1"),
                        new PoolId("cardiology-north"),
                        Relation.ASSISTANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"person\":\"a\",\"pool\":\"b\"}", "{\"person\":null}"})
    void refusesAPartyThatIsNotExactlyOneThing(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, Party.class)).hasRootCauseInstanceOf(InvalidField.class);
    }

    @Test
    void refusesAMalformedIdOnItsWayIn() {
        assertThatThrownBy(() -> JSON.readValue("{\"id\":\"a b\",\"kind\":\"STAFF\"}", Actor.class))
                .hasRootCauseInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> JSON.readValue("{\"kind\":\"STAFF\"}", Actor.class))
                .hasRootCauseInstanceOf(InvalidField.class);
    }

    @ParameterizedTest
    @CsvSource({"a:b, true", "a:b:c, true", "a::, true", "ab, false", ":b, false", "a:, false", ":, false"})
    void refusesAMessageIdWithoutSourceOrLocalPart(String id, boolean legal) {
        if (legal) {
            assertThat(new MessageId(id)).hasToString(id);
        } else {
            assertThatExceptionOfType(InvalidField.class)
                    .isThrownBy(() -> new MessageId(id))
                    .matches(invalid -> invalid.field().equals("messageId"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "   ,      , false, false",
        "p1 ,      , true , false",
        "   , ally , false, true",
        "   , me   , false, false",
        "p1 , ally , true , true"
    })
    void knowsWhatAnActorClaims(
            @Nullable String pool, @Nullable String onBehalfOf, boolean claimsPool, boolean claimsRelation) {
        Actor actor = new Actor(
                new PersonId("me"),
                ActorKind.MEMBER,
                onBehalfOf == null ? null : new PersonId(onBehalfOf),
                pool == null ? null : new PoolId(pool),
                null);
        assertThat(actor.claimsPool()).isEqualTo(claimsPool);
        assertThat(actor.claimsRelation()).isEqualTo(claimsRelation);
    }

    @ParameterizedTest
    @CsvSource({"SELF, false", "PARENT, true", "ASSISTANT, true"})
    void takesEveryRelationButSelfForAClaim(Relation relation, boolean claims) {
        Actor actor = new Actor(new PersonId("me"), ActorKind.MEMBER, null, null, relation);
        assertThat(actor.claimsRelation()).isEqualTo(claims);
    }

    @Test
    void limitsClientsInBytesAndWithoutControlCharacters() {
        assertThat(new Client("é".repeat(50), "é".repeat(100))).isNotNull();
        assertThat(new Client(null, null)).isNotNull();
        refusesClient("é".repeat(50) + "a", null, "address");
        refusesClient(null, "é".repeat(100) + "a", "userAgent");
        refusesClient("10.0.0.1\r\n", null, "address");
        refusesClient(null, "curl\u0007", "userAgent");
        refusesClient(null, "curl\uD800", "userAgent");
    }

    @Test
    void knowsThePinnedPurposesAndKeepsOthers() {
        assertThat(Purpose.KNOWN).containsExactlyInAnyOrder("""
                        HMARKT HOPERAT CAREMGT DONAT FRAUD GOV HACCRED HCOMPL HDECD HDIRECT HDM HLEGAL \
                        HOUTCOMS HPRGRP HQUALIMP HSYSADMIN LABELING METAMGT MEMADMIN MILCDM PATADMIN PATSFTY PERFMSR \
                        RECORDMGT SYSDEV HTEST TRAIN MLTRAINING HPAYMT CLMATTCH COVAUTH COVERAGE ELIGDTRM ELIGVER \
                        ENROLLM MILDCRG REMITADV PMTDS HRESCH BIORCH CLINTRCH CLINTRCHNPC CLINTRCHPC PRECLINTRCH \
                        DSRCH POARCH TRANSRCH PATRQT FAMRQT PWATRNY SUPNWK PUBHLTH DISASTER THREAT TREAT CLINTRL COC \
                        ETREAT BTG ERTREAT POPHLTH TREATDS""".split(" ")).hasSize(62);
        assertThat(new Purpose("ETREAT").known()).isTrue();
        assertThat(Stream.of("PurposeOfUse", "treat", "CREDENTIAL", "CURIOSITY", "HMARKETING")
                        .map(Purpose::new))
                .noneMatch(Purpose::known);
        assertThat(new Purpose("CURIOSITY")).hasToString("CURIOSITY");
        assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> new Purpose("TREAT ME"));
        assertThatExceptionOfType(InvalidField.class).isThrownBy(() -> new Purpose(""));
    }

    @Test
    void hasTheClosedListOfIrregularities() {
        assertThat(Irregularity.values())
                .extracting(Enum::name)
                .containsExactly(
                        "NOT_A_PARTICIPANT",
                        "FORMER_POOL",
                        "NO_JUSTIFICATION",
                        "NO_AUTHORITY",
                        "UNKNOWN_PURPOSE",
                        "UNKNOWN_MESSAGE",
                        "DUPLICATE_ID",
                        "RETRACTED",
                        "LATE",
                        "CLOCK_AHEAD",
                        "UNVERIFIED_POOL",
                        "UNVERIFIED_RELATION",
                        "EMPTY_SUBJECT",
                        "NO_RECIPIENT");
    }

    @Test
    void printsNoTextThatIsToBeSealed() {
        assertThat(new Confidential.Content("secret")).asString().doesNotContain("secret");
        assertThat(new Confidential.Kept("secret")).asString().doesNotContain("secret");
        assertThat(Confidential.content(null)).isNull();
        assertThat(Confidential.kept(null)).isNull();
        assertThat(Confidential.kept("why")).isEqualTo(new Confidential.Kept("why"));
        assertThat(new Confidential.Sealed(new UUID(0, 1), "AAAA").box()).isEqualTo("AAAA");
    }

    private static void refusesClient(@Nullable String address, @Nullable String userAgent, String field) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> new Client(address, userAgent))
                .matches(invalid -> invalid.field().equals(field));
    }
}
