package org.messageledger.asking;

/** Answers about routing, for the documentation. */
final class RoutingExamples {

    static final String PROBLEM_TYPE = "application/problem+json";
    static final String PROBLEM = "#/components/schemas/Problem";

    static final String MESSAGE = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "messageId": "portal:12345", "known": true, "time": "occurred", "pool": "triage",
              "hops": [
                {"leafIndex": 19, "recordedAt": "2026-03-01T18:00:00.000Z", "occurredAt": null,
                 "from": {"pool": "triage"}, "to": {"pool": "cardiology-north"}, "cause": "RULE",
                 "causeId": "rule:words", "routedBy": null, "cameBack": false}
              ],
              "loops": 0, "misrouted": false,
              "sent": {"leafIndex": 12, "recordedAt": "2026-03-01T17:02:44.120Z",
                       "occurredAt": "2026-03-01T17:02:43.900Z", "actor": {"id": "member:17", "kind": "MEMBER"}},
              "firstRead": {"afterMillis": 53717833, "leafIndex": 30, "event": "MessageRead",
                            "recordedAt": "2026-03-02T07:58:01.733Z", "occurredAt": null,
                            "actor": {"id": "clinician:8", "kind": "CLINICIAN", "pool": "cardiology-north"}},
              "firstAnswer": {"afterMillis": 55706104, "leafIndex": 41, "event": "MessageSent",
                              "messageId": "portal:12399", "recordedAt": "2026-03-02T08:31:10.004Z", "occurredAt": null,
                              "actor": {"id": "clinician:8", "kind": "CLINICIAN"}},
              "resolved": null, "retracted": null
            }""";

    static final String TIMES = """
            {
              "asOf": {"leafIndex": 41, "treeSize": 42, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
                       "recordedAt": "2026-03-02T08:31:10.004Z", "final": true, "behind": 0},
              "all": {"messages": 1, "read": 1, "answered": 1, "resolved": 0, "retracted": 0, "open": 0,
                      "misrouted": 0, "looped": 0,
                      "firstRead": {"count": 1, "negative": 0, "p50Millis": 53717833, "p90Millis": 53717833,
                                    "p95Millis": 53717833, "p99Millis": 53717833, "maxMillis": 53717833},
                      "firstAnswer": {"count": 1, "negative": 0, "p50Millis": 55706104, "p90Millis": 55706104,
                                      "p95Millis": 55706104, "p99Millis": 55706104, "maxMillis": 55706104},
                      "resolution": {"count": 0, "negative": 0}},
              "byCategory": [
                {"name": "SYMPTOM_UPDATE", "messages": 1, "read": 1, "answered": 1, "resolved": 0, "retracted": 0,
                 "open": 0, "misrouted": 0, "looped": 0,
                 "firstRead": {"count": 1, "negative": 0, "p50Millis": 53717833, "p90Millis": 53717833,
                               "p95Millis": 53717833, "p99Millis": 53717833, "maxMillis": 53717833},
                 "firstAnswer": {"count": 1, "negative": 0, "p50Millis": 55706104, "p90Millis": 55706104,
                                 "p95Millis": 55706104, "p99Millis": 55706104, "maxMillis": 55706104},
                 "resolution": {"count": 0, "negative": 0}}
              ],
              "byPool": [], "byWeek": []
            }""";

    private RoutingExamples() {}
}
