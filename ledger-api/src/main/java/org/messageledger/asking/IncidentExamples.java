package org.messageledger.asking;

/** An incident, for the documentation. */
final class IncidentExamples {

    static final String QUESTION = """
            {"person": "clinician:8", "from": "2026-03-01T00:00:00.000Z", "to": "2026-03-03T00:00:00.000Z",
             "discoveredOn": "2026-03-02"}""";

    static final String INCIDENT = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "discovery": {"discoveredOn": "2026-03-02", "basis": "GIVEN", "reportLeafIndex": null,
                            "notifyBy": "2026-05-01",
                            "statement": "People are told without unreasonable delay, and in no case later than …"},
              "counts": {"messages": 1,
                         "messagesByTouch": {"OPENED": 1, "LISTED": 1, "SENT": 0, "REFUSED": 0, "ROUTED": 0,
                                             "DISCLOSED": 0, "RESOLVED": 0, "RETRACTED": 0, "REPORTED": 0},
                         "messagesMerelyListed": 0, "messagesUnknown": 0, "patients": 1, "patientsOpened": 1, "people": 1},
              "notices": "Fewer than 500 patients: …",
              "categories": {"SYMPTOM_UPDATE": 1},
              "firstAt": "2026-03-02T07:57:00.000Z", "lastAt": "2026-03-02T07:58:01.733Z",
              "people": [
                {"personId": "clinician:8", "received": false, "touches": {"OPENED": 1, "LISTED": 1},
                 "kinds": ["OPENED", "LISTED"],
                 "firstAt": "2026-03-02T07:57:00.000Z", "lastAt": "2026-03-02T07:58:01.733Z"}
              ],
              "pools": [],
              "patients": [{"patientId": "member:17", "messages": 1, "opened": 1}],
              "messages": [
                {"messageId": "portal:12345", "known": true, "category": "SYMPTOM_UPDATE", "patientIds": ["member:17"],
                 "touches": {"OPENED": 1, "LISTED": 1}, "merelyListed": false, "kinds": ["OPENED", "LISTED"],
                 "firstAt": "2026-03-02T07:57:00.000Z", "lastAt": "2026-03-02T07:58:01.733Z"}
              ]
            }""";

    static final String CSV = """
            messageId,known,category,patientIds,OPENED,LISTED,SENT,REFUSED,ROUTED,DISCLOSED,RESOLVED,RETRACTED,REPORTED,\
            merelyListed,kinds,firstAt,lastAt
            portal:12345,true,SYMPTOM_UPDATE,member:17,1,1,0,0,0,0,0,0,0,false,OPENED LISTED,2026-03-02T07:57:00.000Z,\
            2026-03-02T07:58:01.733Z
            """;

    static final String NDJSON = """
            {"messageId":"portal:12345","known":true,"category":"SYMPTOM_UPDATE","patientIds":["member:17"],\
            "touches":{"OPENED":1,"LISTED":1},"merelyListed":false,"kinds":["OPENED","LISTED"],\
            "firstAt":"2026-03-02T07:57:00.000Z","lastAt":"2026-03-02T07:58:01.733Z"}
            """;

    private IncidentExamples() {}
}
