package org.messageledger.proving;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.messageledger.wiring.RunningLedger;

/** The root that a stranger computes from the entries that are served, as RFC 6962 section 2.1 is written. */
public final class NaiveRoot {

    private NaiveRoot() {}

    /** Base64 root of the first {@code treeSize} entries. */
    public static String of(RunningLedger ledger, long treeSize) {
        HttpClient client = HttpClient.newHttpClient();
        List<byte[]> leaves = new ArrayList<>();
        for (long leafIndex = 0; leafIndex < treeSize; leafIndex++) {
            leaves.add(sha256(new byte[] {0}, entry(client, ledger, leafIndex)));
        }
        return Base64.getEncoder().encodeToString(root(leaves));
    }

    private static byte[] entry(HttpClient client, RunningLedger ledger, long leafIndex) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    ledger.request("auditor", "/api/v1/log/entries/" + leafIndex)
                            .GET()
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no entry: leafIndex=" + leafIndex + " status=" + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
