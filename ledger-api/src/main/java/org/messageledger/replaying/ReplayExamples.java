package org.messageledger.replaying;

/** Requests and answers, for the documentation. */
final class ReplayExamples {

    static final String ORDER = """
            {"upTo": 0}""";

    static final String BEGUN = """
            {"id": "0b4a9d3e-5a0c-4f9e-9d59-2b8f0f6f7a11", "state": "REBUILDING", "upTo": 199999, "swap": false,
             "repair": false, "done": 60000, "total": 200000, "perSecond": 32000, "remainingSeconds": 4}""";

    static final String DONE = """
            {"id": "0b4a9d3e-5a0c-4f9e-9d59-2b8f0f6f7a11", "state": "DONE", "upTo": 199999, "swap": false,
             "repair": false, "done": 200000, "total": 200000, "perSecond": 0,
             "result": {"equal": false, "leafIndex": 199999, "treeSize": 200000,
              "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=", "facts": 200000, "postings": 700123,
              "digest": "m3xJ0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8=",
              "liveDigest": "0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8m3xJ=", "differences": 1,
              "differing": [{"leafIndex": 17, "table": "facts", "kind": "different", "columns": ["purpose"],
               "text": "leaf 17: fact differs from the log in purpose"}],
              "swapped": false, "secondsRebuilding": 6.2, "secondsComparing": 4.1, "eventsPerSecond": 32258}}""";

    private ReplayExamples() {}
}
