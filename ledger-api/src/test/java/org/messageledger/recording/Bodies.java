package org.messageledger.recording;

/** Well-formed input, small. */
final class Bodies {

    static final String ACTOR = "{\"id\":\"clinician:8\",\"kind\":\"CLINICIAN\"}";

    private Bodies() {}

    /** A send of the body's own, without its outer braces. */
    static String sendFields(String messageId) {
        return "\"messageId\":\"" + messageId + "\",\"sender\":{\"id\":\"member:17\",\"kind\":\"MEMBER\"},"
                + "\"recipients\":[{\"person\":\"clinician:8\"}],\"patientIds\":[\"member:17\"],"
                + "\"category\":\"SYMPTOM_UPDATE\",\"channel\":\"PORTAL\",\"confidentiality\":\"N\","
                + "\"subject\":\"A question\",\"body\":\"How long?\"";
    }

    static String send(String messageId) {
        return "{" + sendFields(messageId) + "}";
    }

    static String read() {
        return "{\"actor\":" + ACTOR + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}";
    }

    static String sendLine(String messageId) {
        return "{\"command\":\"SendMessage\"," + sendFields(messageId) + "}";
    }

    static String readLine(String messageId) {
        return "{\"command\":\"ReadMessage\",\"messageId\":\"" + messageId + "\",\"actor\":" + ACTOR
                + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}";
    }

    /** A send with something in every place where something can stand. */
    static String fullSend(String messageId) {
        return "{" + sendFields(messageId)
                + ",\"mode\":\"REPORT\",\"client\":{\"address\":\"10.0.0.1\",\"userAgent\":\"Portal/7\"},"
                + "\"attachments\":[{\"id\":\"a1\",\"name\":\"scan.pdf\",\"mediaType\":\"application/pdf\",\"sizeBytes\":10,"
                + "\"sha256\":\"" + "ab".repeat(32) + "\"}],"
                + "\"email\":{\"from\":\"a@example.org\",\"spf\":\"PASS\",\"dkim\":\"PASS\",\"dmarc\":\"NONE\"},"
                + "\"partner\":{\"organisation\":\"Acme\",\"licenceNumber\":\"L1\",\"preferredReply\":\"EMAIL\"}}";
    }
}
