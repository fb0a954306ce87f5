package org.messageledger.asking;

/** One answer of each kind, for the documentation; a test reads them. */
final class Examples {

    static final String MESSAGE = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "messageId": "portal:12345", "known": true, "threadId": "portal:12345", "inReplyTo": null,
              "sender": {"id": "member:17", "kind": "MEMBER"},
              "recipients": [{"pool": "cardiology-north"}], "patientIds": ["member:17"],
              "category": "SYMPTOM_UPDATE", "channel": "PORTAL", "confidentiality": "N", "careSite": "north",
              "urgent": false,
              "at": [{"person": "clinician:8"}],
              "sent": {"leafIndex": 12, "recordedAt": "2026-03-01T17:02:44.120Z",
                       "occurredAt": "2026-03-01T17:02:43.900Z", "actor": {"id": "member:17", "kind": "MEMBER"}},
              "firstRead": {"leafIndex": 30, "recordedAt": "2026-03-02T07:58:01.733Z", "occurredAt": null,
                            "actor": {"id": "clinician:8", "kind": "CLINICIAN", "pool": "cardiology-north"}},
              "resolved": null, "retracted": null
            }""";

    static final String FACTS = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "items": [
                {"leafIndex": 30, "eventId": "0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11", "event": "MessageRead",
                 "recordedAt": "2026-03-02T07:58:01.733Z", "occurredAt": null, "messageId": "portal:12345",
                 "actor": {"id": "clinician:8", "kind": "CLINICIAN", "pool": "cardiology-north"},
                 "emitter": "portal", "kind": "OPENED", "purpose": "TREAT", "outcome": "ALLOWED",
                 "irregularities": ["UNVERIFIED_POOL"], "client": {"address": "10.1.2.3"},
                 "mode": "REPORT", "ground": "PARTY", "patientId": "member:17"}
              ],
              "next": null
            }""";

    static final String CSV = """
            leafIndex,eventId,event,recordedAt,occurredAt,messageId,threadId,actor,actorKind,onBehalfOf,pool,relation,\
            emitter,mode,kind,purpose,ground,outcome,irregularities,clientAddress,userAgent,category,channel,urgent,\
            confidentiality,careSite,detail
            30,0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11,MessageRead,2026-03-02T07:58:01.733Z,,portal:12345,,clinician:8,\
            CLINICIAN,,cardiology-north,,portal,REPORT,OPENED,TREAT,PARTY,ALLOWED,UNVERIFIED_POOL,10.1.2.3,,,,,,,\
            "{""patientId"":""member:17""}"
            """;

    static final String NDJSON = """
            {"leafIndex":30,"eventId":"0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11","event":"MessageRead",\
            "recordedAt":"2026-03-02T07:58:01.733Z","occurredAt":null,"messageId":"portal:12345",\
            "actor":{"id":"clinician:8","kind":"CLINICIAN","pool":"cardiology-north"},"emitter":"portal",\
            "kind":"OPENED","purpose":"TREAT","outcome":"ALLOWED","irregularities":["UNVERIFIED_POOL"],\
            "client":{"address":"10.1.2.3"},"mode":"REPORT","ground":"PARTY","patientId":"member:17"}
            """;

    static final String EXPORT = """
            {"patient": "member:17", "from": "2026-01-01T00:00:00.000Z", "format": "csv"}""";

    static final String EXPORT_KEY = "ledger.local/1f2e3d4c/export+5e6f7a8b+AZbP…";

    static final String SEARCH = """
            {"q": "patient:member:17 AND kind:OPENED AND NOT actor:clinician:8", "sort": "occurredAt", "order": "desc",
             "from": "2026-03-01T00:00:00Z", "limit": 50}""";

    static final String FACETS = """
            {"q": "patient:member:17", "facets": ["kind", "actor", "day"]}""";

    static final String COUNTS = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "total": 12,
              "facets": [
                {"field": "kind", "values": [{"value": "OPENED", "count": 8}, {"value": "PRINTED", "count": 1}],
                 "otherValues": 0, "others": 0, "without": 3}
              ]
            }""";

    static final String LIVE = """
            {"q": "outcome:REFUSED OR irregularity:*", "from": 0}""";

    static final String EVENTS = """
            id: 29

            id: 30
            data: {"leafIndex":30,"eventId":"0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11","event":"MessageRead",\
            "recordedAt":"2026-03-02T07:58:01.733Z","occurredAt":null,"messageId":"portal:12345",\
            "actor":{"id":"clinician:8","kind":"CLINICIAN"},"emitter":"portal","kind":"OPENED","purpose":"TREAT",\
            "outcome":"ALLOWED","irregularities":[],"client":null,"mode":"REPORT","ground":"PARTY"}

            id: 41

            event: end
            data: {"reason":"shutdown","detail":"This process of the ledger stops. Connect again with Last-Event-ID."}

            """;

    private Examples() {}
}
