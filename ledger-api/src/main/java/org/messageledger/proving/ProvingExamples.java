package org.messageledger.proving;

/** Answers, for the documentation. */
final class ProvingExamples {

    static final String CHECKPOINT = """
            ledger.local/1f2e3d4c
            42
            9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=

            — ledger.local/1f2e3d4c AbCdEf…
            """;

    static final String PROOF = """
            c2sp.org/tlog-proof@v1
            index 0
            0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8m3xJ=

            ledger.local/1f2e3d4c
            2
            9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=

            — ledger.local/1f2e3d4c AbCdEf…
            """;

    static final String KEY = "ledger.local/1f2e3d4c+1b2c3d4e+AZbP…";

    static final String KEY_ANNOUNCED = """
            {"leafIndex": 1042, "keys": ["ledger.local/1f2e3d4c+1b2c3d4e+AZbP…", "ledger.local/1f2e3d4c+9f8e7d6c+AdQw…"],
             "signed": true}""";

    static final String KEY_RETIRED = """
            {"leafIndex": 9042, "keys": ["ledger.local/1f2e3d4c+9f8e7d6c+AdQw…"], "signed": true}""";

    static final String CONSISTENCY = """
            {"from": 1, "to": 2, "fromRootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
             "toRootHash": "m3xJ0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8=",
             "hashes": ["0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8m3xJ="]}""";

    static final String STATUS = """
            {"treeSize": 43, "rootHash": "m3xJ0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8=",
             "checkpoint": {"treeSize": 42, "publishedAt": "2026-01-01T12:00:00Z", "witnessed": true,
                            "cosignedBy": ["witness.example/w1"]},
             "witnessedTreeSize": 42, "policy": "1 of (witness.example/w1, witness.example/w2)",
             "witnesses": [
               {"name": "witness.example/w1", "url": "https://witness.example/w1/", "cosignedTreeSize": 42,
                "trouble": null, "troubleAt": null, "contradicts": false},
               {"name": "witness.example/w2", "url": "https://witness.example/w2/", "cosignedTreeSize": 17,
                "trouble": "cannot be reached", "troubleAt": "2026-01-01T11:00:00Z", "contradicts": false}],
             "contradicted": false, "failingSince": null, "keys": ["ledger.local/1f2e3d4c+1b2c3d4e+AZbP…"],
             "statement": "The newest checkpoint, of 42 entries, is witnessed by witness.example/w1: …"}""";

    static final String CHECK_RUNNING = """
            {"id": "0b6f4f0e-6f5c-4a58-9d4e-5f0d7c1d3c11", "state": "RUNNING", "startedAt": "2026-03-01T09:00:00.000Z",
             "done": 250000, "total": 2000000, "perSecond": 50000, "remainingSeconds": 35}""";

    static final String CHECK_DONE = """
            {"id": "0b6f4f0e-6f5c-4a58-9d4e-5f0d7c1d3c11", "state": "DONE", "startedAt": "2026-03-01T09:00:00.000Z",
             "endedAt": "2026-03-01T09:00:40.000Z", "done": 2000000, "total": 2000000, "perSecond": 50000,
             "result": {"treeSize": 1000000, "rootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=", "findings": 1,
              "byTable": {"entries": 1}, "listed": [{"table": "entries", "leafIndex": 17, "place": "leaf 17",
               "words": "the entry is missing (deleted)"}]}}""";

    private ProvingExamples() {}
}
