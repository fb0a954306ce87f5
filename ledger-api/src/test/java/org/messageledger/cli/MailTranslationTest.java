package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MailTranslationTest {

    private static final String SHA256 = "ab".repeat(32);

    private final MailTranslation translation = new MailTranslation("d", Set.of("parent", "self"));

    private List<JsonNode> commands(String json) throws RejectedLine {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        List<JsonNode> commands = translation.commands(new InputLines.Line(7, bytes, false)).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(commands).allSatisfy(CommandShapes::assertLegal);
        return commands;
    }

    /** An ordinary mail with these fields instead of, or beside, its own. */
    private JsonNode send(String fields) throws RejectedLine {
        JsonNode mail = JsonMapper.shared().readTree("""
                {"messageId":"m","from":"a@x","to":["b@x"],"sentAt":"2002-02-01T05:44:14Z","subject":"s","body":"b",
                "kind":"ordinary"}""");
        JsonNode own = JsonMapper.shared().readTree(("{" + fields + "}").replace('\'', '"'));
        List<JsonNode> commands =
                commands(((ObjectNode) mail).setAll((ObjectNode) own).toString());
        assertThat(commands).hasSize(1);
        return commands.get(0);
    }

    private static int bytes(JsonNode text) {
        return text.asString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void makesAMailAReportThatItWasSent() throws RejectedLine {
        JsonNode expected = JsonMapper.shared().readTree("""
                {"command":"SendMessage","mode":"REPORT","messageId":"mail:m","occurredAt":"2002-02-01T05:44:14Z",
                "sender":{"id":"a@x","kind":"MEMBER"},"recipients":[{"person":"b@x"}],"category":"GENERAL_INFORMATION",
                "channel":"EMAIL","confidentiality":"N","subject":"s","attachments":[],"body":"b",
                "idempotencyKey":"d:7:1"}""");
        assertThat(send("")).isEqualTo(expected);
        assertThat(translation.changes()).isEmpty();
    }

    @Test
    void aReplyReadsItsParentFirstAndASuspiciousMailIsReportedLast() throws RejectedLine {
        List<JsonNode> commands = commands("{'messageId':'m','inReplyTo':'parent','from':'a@x','to':['b@x','c@x'],"
                + "'sentAt':'2002-02-01T05:44:14Z','kind':'suspicious'}");
        assertThat(commands)
                .extracting(c -> c.path("command").asString())
                .containsExactly("ReadMessage", "SendMessage", "ReportSuspicion");
        assertThat(commands)
                .extracting(c -> c.path("messageId").asString())
                .containsExactly("mail:parent", "mail:m", "mail:m");
        assertThat(commands)
                .extracting(c -> c.path("idempotencyKey").asString())
                .containsExactly("d:7:1", "d:7:2", "d:7:3");
        assertThat(commands).allMatch(c -> c.path("occurredAt").asString().equals("2002-02-01T05:44:14Z"));
        JsonNode read = commands.get(0);
        assertThat(read.path("actor").path("id").asString()).isEqualTo("a@x");
        assertThat(read.path("kind").asString()).isEqualTo("OPENED");
        assertThat(read.path("purpose").asString()).isEqualTo("COC");
        assertThat(commands.get(1).path("inReplyTo").asString()).isEqualTo("mail:parent");
        assertThat(commands.get(2).path("actor").path("id").asString()).isEqualTo("b@x");
    }

    @Test
    void keepsAnAnswerToAMailThatIsNotInTheFile() throws RejectedLine {
        assertThat(send("'inReplyTo':'elsewhere'").path("inReplyTo").asString()).isEqualTo("mail:elsewhere");
    }

    @Test
    void aMailWithoutRecipientsGoesToAPoolAndIsReportedByNobody() throws RejectedLine {
        List<JsonNode> commands = commands("{'messageId':'m','from':'a@x','to':[],'kind':'suspicious'}");
        assertThat(commands).hasSize(1);
        assertThat(commands.get(0).path("recipients").toString()).isEqualTo("[{\"pool\":\"undisclosed\"}]");
        assertThat(commands.get(0).has("occurredAt")).isFalse();
    }

    @Test
    void numbersAttachmentsFromOneAndKeepsWhatTheyAre() throws RejectedLine {
        String attachment = "{'name':'a.gif','mediaType':'image/gif','bytes':0,'sha256':'" + SHA256 + "'}";
        JsonNode attachments =
                send("'attachments':[" + attachment + "," + attachment + "]").path("attachments");
        assertThat(attachments.toString().replace('"', '\''))
                .isEqualTo(("[{'id':'1','name':'a.gif','mediaType':'image/gif','sizeBytes':0,'sha256':'S'},"
                                + "{'id':'2','name':'a.gif','mediaType':'image/gif','sizeBytes':0,'sha256':'S'}]")
                        .replace("S", SHA256));
    }

    @Test
    void cutsASubjectAtAWholeCharacterVisibly() throws RejectedLine {
        JsonNode subject = send("'subject':'x" + "😀".repeat(125) + "'").path("subject");
        assertThat(subject.asString()).endsWith("😀…");
        assertThat(bytes(subject)).isEqualTo(1 + 4 * 124 + 3);
        assertThat(translation.changes()).containsExactly("subject shortened: 1");
    }

    @Test
    void leavesASubjectOfExactlyTheLimitAlone() throws RejectedLine {
        assertThat(send("'subject':'" + "é".repeat(250) + "'").path("subject").asString())
                .isEqualTo("é".repeat(250));
        assertThat(translation.changes()).isEmpty();
    }

    @Test
    void pointsToABodyThatIsTooLong() throws RejectedLine {
        JsonNode fits = send("'body':'" + "x".repeat(12_288) + "'");
        assertThat(fits.path("body").asString()).hasSize(12_288);
        JsonNode tooLong = send("'body':'" + "é".repeat(6_145) + "'");
        assertThat(tooLong.has("body")).isFalse();
        assertThat(tooLong.path("contentRef").asString()).isEqualTo("mail:m");
        assertThat(translation.changes()).containsExactly("body left with the sender: 1");
    }

    @Test
    void keepsControlCharactersOfSealedTexts() throws RejectedLine {
        JsonNode send = send("'subject':'a\\u0000b\\tc','body':'\\u0007'");
        assertThat(send.path("subject").asString()).isEqualTo("a\0b\tc");
        assertThat(send.path("body").asString()).isEqualTo("\7");
    }

    @Test
    void replacesHalfOfASurrogatePairVisibly() throws RejectedLine {
        JsonNode send = commands("{'messageId':'m','from':'a@x','subject':'a\\ud83d','body':'\\ude00b😀'}")
                .get(0);
        assertThat(send.path("subject").asString()).isEqualTo("a\uFFFD");
        assertThat(send.path("body").asString()).isEqualTo("\uFFFDb😀");
        assertThat(translation.changes())
                .containsExactly(
                        "body with broken characters replaced: 1", "subject with broken characters replaced: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "image", "image/", "a/b; c=\"d\"", "a b/c", "bild/größe", "a/b\\u0000"})
    void treatsATypeThatIsNotUnderstoodAsBytes(String mediaType) throws RejectedLine {
        String escaped = mediaType.replace("\"", "\\\"");
        JsonNode send = send("'attachments':[{'name':'','mediaType':'MT','bytes':9,'sha256':'S'}]"
                .replace("'S'", "'" + SHA256 + "'")
                .replace("MT", escaped));
        JsonNode attachment = send.path("attachments").path(0);
        assertThat(attachment.path("mediaType").asString()).isEqualTo("application/octet-stream");
        assertThat(attachment.path("name").asString()).isEqualTo("unnamed");
        assertThat(translation.changes())
                .containsExactly("attachment type not understood: 1", "attachment without a name: 1");
    }

    @Test
    void cutsALongAttachmentName() throws RejectedLine {
        JsonNode send = send("'attachments':[{'name':'" + "n".repeat(101)
                + "','mediaType':'text/plain; charset=utf-8','bytes':9007199254740991,'sha256':'" + SHA256 + "'}]");
        assertThat(bytes(send.path("attachments").path(0).path("name"))).isEqualTo(100);
        assertThat(translation.changes()).containsExactly("attachment name shortened: 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | at least messageId and from
            [] | at least messageId and from
            {'messageId':'m'} | at least messageId and from
            {'messageId':'m','from':'a','from':'b'} | Duplicate
            {'messageId':'m','from':7} | from must be a text
            {'messageId':'m','from':'a','subject':{}} | subject must be a text
            {'messageId':'m','from':'a','to':'b'} | to must be an array
            {'messageId':'m','from':'a','to':[null]} | to must hold texts
            {'messageId':'m','from':'a','attachments':{}} | attachments must be an array
            {'messageId':'m','from':'a','attachments':[{'bytes':'1'}]} | whole number
            {'messageId':'m','from':'a','attachments':[{'bytes':1.5}]} | whole number
            {'messageId':'m','from':'a' | Unexpected end
            {'messageId':'m','from':'a'} {} | Trailing
            """)
    void rejectsWhatIsNoMailRatherThanLoseAPartOfIt(String json, String detail) {
        assertThatThrownBy(() -> commands(json))
                .isInstanceOf(RejectedLine.class)
                .hasMessageContaining(detail);
    }
}
