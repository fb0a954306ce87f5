package org.messageledger.asking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.messageledger.wiring.CalledLedger;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** An export as its caller gets it: the zip's members by name, in their order. */
record ExportedFile(HttpResponse<byte[]> answer, Map<String, byte[]> members) {

    /** Asks as a compliance officer; whatever the answer is. */
    static HttpResponse<byte[]> ask(CalledLedger ledger, String body) {
        try {
            return ledger.client()
                    .send(
                            ledger.request("compliance", "/api/v1/exports")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static ExportedFile of(CalledLedger ledger, String body) {
        HttpResponse<byte[]> answer = ask(ledger, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(body + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return new ExportedFile(answer, members(answer.body()));
    }

    static Map<String, byte[]> members(byte[] zip) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                members.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    String text(String member) {
        return new String(Objects.requireNonNull(members.get(member), member), StandardCharsets.UTF_8);
    }

    JsonNode manifest() {
        return RunningLedger.json(text("manifest.json"));
    }
}
