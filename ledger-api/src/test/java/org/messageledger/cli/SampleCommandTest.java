package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleCommandTest {

    private static final List<JsonNode> DAY = commands();

    private static List<JsonNode> commands(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "sample";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out().lines().map(JsonMapper.shared()::readTree).toList();
    }

    private static long count(Predicate<JsonNode> which) {
        return DAY.stream().filter(which).count();
    }

    private static Set<String> values(String field) {
        return DAY.stream()
                .filter(command -> command.has(field))
                .map(command -> command.path(field).asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean is(JsonNode command, String name) {
        return command.path("command").asString().equals(name);
    }

    @Test
    void printsTheSameBytesForTheSameArguments() {
        assertThat(CommandRun.of("sample", "--seed", "7").out())
                .isEqualTo(CommandRun.of("sample", "--seed", "7").out())
                .isNotEqualTo(CommandRun.of("sample", "--seed", "8").out());
    }

    /** Whoever compares runs on two machines or two Javas compares these bytes. */
    @Test
    void printsTheBytesThatItAlwaysPrinted() throws NoSuchAlgorithmException {
        byte[] day = CommandRun.of("sample").out().getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(day)))
                .isEqualTo("42d66a05292f83898ee2bce35052c83e45be642d16da9ec6f3752273bc95200e");
        assertThat(DAY).hasSize(1091);
    }

    @Test
    void aDayToAskIsTheSameDayInTheOtherMode() {
        assertThat(CommandRun.of("sample", "--mode", "ask").out().replace("\"mode\":\"ASK\"", "\"mode\":\"REPORT\""))
                .isEqualTo(CommandRun.of("sample").out());
    }

    @Test
    void everyLineIsALegalCommandWithItsTimeInOrder() {
        assertThat(DAY).allSatisfy(CommandShapes::assertLegal);
        assertThat(DAY).allSatisfy(command -> assertThat(command.path("mode").asString())
                .isEqualTo("REPORT"));
        List<String> times = DAY.stream()
                .map(command -> command.path("occurredAt").asString())
                .toList();
        assertThat(times).isSorted().allMatch(time -> time.startsWith("2026-03-02T"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 11, 300, 1234})
    void sendsAsManyMessagesAsItIsAskedFor(int messages) {
        List<JsonNode> day = commands("--messages", String.valueOf(messages), "--day", "2024-02-29");
        assertThat(day.stream().filter(command -> is(command, "SendMessage"))).hasSize(messages);
        assertThat(day)
                .allMatch(command -> command.path("occurredAt").asString().startsWith("2024-02-29T"));
    }

    @Test
    void everyMessageIsSentOnceAndBeforeAnythingHappensToIt() {
        Set<String> sent = new TreeSet<>();
        for (JsonNode command : DAY) {
            String id = command.path("messageId").asString("");
            if (is(command, "SendMessage")) {
                assertThat(sent.add(id)).as(id).isTrue();
            } else if (is(command, "ListMessages")) {
                command.path("messageIds").forEach(listed -> assertThat(sent).contains(listed.asString()));
            } else {
                assertThat(sent).contains(id);
            }
        }
    }

    @Test
    void showsWhatHappensInAClinic() {
        assertThat(values("command")).hasSize(8);
        assertThat(values("category")).hasSize(10);
        assertThat(values("channel")).containsExactly("API", "EMAIL", "MOBILE_APP", "PORTAL");
        assertThat(values("cause")).containsExactly("MODEL", "PERSON", "RULE");
        assertThat(values("resolution")).hasSize(3);
        assertThat(values("legalBasis")).hasSize(2);
        assertThat(values("kind")).contains("ATTACHMENT_OPENED", "ATTACHMENT_DOWNLOADED", "LISTED", "FOUND");
        assertThat(count(c -> c.path("urgent").asBoolean(false))).isEqualTo(28);
        assertThat(count(c -> c.has("partner"))).isEqualTo(27);
        assertThat(count(c -> c.has("inReplyTo"))).isEqualTo(28);
        assertThat(count(c -> is(c, "RouteMessage"))).isEqualTo(82);
        assertThat(count(c -> is(c, "ListMessages"))).isEqualTo(55);
        assertThat(count(c -> is(c, "DiscloseMessage"))).isEqualTo(27);
    }

    @Test
    void showsReadsOfEveryKind() {
        assertThat(reads(c -> true)).isEqualTo(490);
        assertThat(reads(c -> c.path("actor").has("pool"))).isEqualTo(219);
        assertThat(reads(c -> relation(c).equals("PARENT"))).isEqualTo(27);
        assertThat(reads(c -> relation(c).equals("PERSONAL_REPRESENTATIVE"))).isEqualTo(27);
        assertThat(reads(c -> c.path("purpose").asString("").equals("BTG") && c.has("justification")))
                .isEqualTo(27);
        assertThat(reads(c -> c.has("authority"))).isEqualTo(27);
        assertThat(reads(c -> c.has("refusedBy") && c.has("refusalReason"))).isEqualTo(27);
    }

    private static long reads(Predicate<JsonNode> which) {
        return count(c -> is(c, "ReadMessage") && which.test(c));
    }

    private static String relation(JsonNode command) {
        return command.path("actor").path("relation").asString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--messages=0", "--messages=100001", "--day=yesterday", "--seed=x", "--day=+10000-01-01"})
    void refusesWhatItCannotPrint(String option) {
        CommandRun run = CommandRun.of("sample", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
    }
}
