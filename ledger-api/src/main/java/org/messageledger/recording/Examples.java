package org.messageledger.recording;

/** A body of each kind, and its answers, for the documentation. Legal as they stand. */
final class Examples {

    static final String SEND = """
            {"messageId": "portal:12345", "sender": {"id": "member:17", "kind": "MEMBER"},
             "recipients": [{"pool": "cardiology-north"}], "patientIds": ["member:17"], "careSite": "north",
             "category": "SYMPTOM_UPDATE", "channel": "PORTAL", "confidentiality": "N",
             "subject": "Short of breath", "body": "Since yesterday, on the stairs."}""";

    static final String READ = """
            {"actor": {"id": "clinician:4", "kind": "CLINICIAN", "pool": "cardiology-north"},
             "kind": "OPENED", "purpose": "TREAT", "client": {"address": "10.1.2.3", "userAgent": "Portal/7.1"}}""";

    static final String LIST = """
            {"messageIds": ["portal:12345"], "actor": {"id": "clinician:4", "kind": "CLINICIAN"},
             "kind": "FOUND", "purpose": "TREAT", "query": "breath"}""";

    static final String ROUTE = """
            {"from": {"pool": "cardiology-north"}, "to": {"person": "clinician:4"}, "cause": "PERSON",
             "routedBy": {"id": "staff:9", "kind": "STAFF"}, "reason": "Dr. Four knows the patient"}""";

    static final String RESOLVE = """
            {"actor": {"id": "clinician:4", "kind": "CLINICIAN", "pool": "cardiology-north"},
             "resolution": "CALLED"}""";

    static final String RETRACT = """
            {"actor": {"id": "member:17", "kind": "MEMBER"}, "reason": "Sent to the wrong clinic"}""";

    static final String SUSPECT = """
            {"actor": {"id": "member:17", "kind": "MEMBER"}, "reason": "Asks for my password"}""";

    static final String DISCLOSE = """
            {"messageId": "portal:12345", "patientIds": ["member:17"],
             "recipient": {"name": "County health department", "address": "1 Main Street"},
             "description": "The message of 2 March", "purposeStatement": "Report required by law",
             "disclosedBy": {"id": "staff:9", "kind": "STAFF"}, "legalBasis": "REQUIRED_BY_LAW"}""";

    static final String BULK = """
            {"command": "RetractMessage", "idempotencyKey": "night-7", "messageId": "portal:12345", "mode": "REPORT", \
            "actor": {"id": "member:17", "kind": "MEMBER"}, "reason": "Sent to the wrong clinic"}
            """;

    static final String RECEIPT = """
            {"eventId": "0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11", "event": "MessageSent", "messageId": "portal:12345",
             "leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
             "recordedAt": "2026-03-02T08:31:10.004Z",
             "idempotencyKey": "auto:0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11"}""";

    static final String BULK_ANSWER = """
            {"status": 201, "receipt": {"eventId": "0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11", \
            "event": "MessageRetracted", "messageId": "portal:12345", "leafIndex": 42, "treeSize": 43, \
            "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=", \
            "recordedAt": "2026-03-02T08:31:10.004Z", "idempotencyKey": "night-7"}}
            """;

    static final String PROBLEM = """
            {"type": "urn:message-ledger:problem:malformed", "title": "The input cannot be understood", "status": 400,
             "detail": "Use one of MEMBER, CLINICIAN, STAFF, PARTNER, SERVICE.", "field": "actor.kind"}""";

    private Examples() {}
}
