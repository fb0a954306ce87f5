package org.messageledger.security;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** In a container of Kubernetes, Spring Boot by itself would take a proxy's word for where a request comes from. */
class CloudPlatformTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void takesNoForwardedAddressForTheCallersOwn() {
        try (RunningLedger ledger = RunningLedger.start(home, "--spring.main.cloud-platform=kubernetes")) {
            HttpResponse<String> answer = ledger.send(ledger.request("auditor", "/api/v1/log/entries/0")
                    .header("X-Forwarded-For", "127.0.0.1")
                    .build());
            SignInTest.problem(answer, 403, "not-local");
        }
    }
}
