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

    static final String CONSISTENCY = """
            {"from": 1, "to": 2, "fromRootHash": "9Rb8mN1t5uXc0cO5kq3J8m3xJ0Y6d7w2r0pT1nq1h0E=",
             "toRootHash": "m3xJ0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8=",
             "hashes": ["0Y6d7w2r0pT1nq1h0E9Rb8mN1t5uXc0cO5kq3J8m3xJ="]}""";

    private ProvingExamples() {}
}
