package org.messageledger.cosigning;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.VerifierKey;

/**
 * A witness and where it takes checkpoints.
 *
 * @param addCheckpoint the address of its call add-checkpoint, without credentials
 * @param authorization value of the header of that name; null: none is sent
 */
record WitnessAddress(
        VerifierKey key, URI addCheckpoint, @Nullable String authorization) {

    private static final String CALL = "add-checkpoint";
    private static final int VKEY_CHARACTERS_MAX = 1000;

    /** @throws IllegalArgumentException in words, when the witness has no URL, or one that cannot be its submission prefix */
    static WitnessAddress of(TlogPolicy.Party witness) {
        String name = witness.key().name();
        if (witness.url() == null) {
            throw new IllegalArgumentException("the policy has no URL of the witness " + name);
        }
        if (witness.key().toString().length() > VKEY_CHARACTERS_MAX) {
            throw new IllegalArgumentException("the policy has a witness with a name of too many characters");
        }
        try {
            URI url = new URI(witness.url());
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!isHttp || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException("the policy has a URL of the witness " + name
                        + " that is none of the form http(s)://host/path");
            }
            String path = url.getRawPath().endsWith("/") ? url.getRawPath() : url.getRawPath() + "/";
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            URI call = new URI(url.getScheme() + "://" + url.getHost() + port + path + CALL);
            return new WitnessAddress(witness.key(), call, authorization(url));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the policy has a URL of the witness " + name + " that is none");
        }
    }

    private static @Nullable String authorization(URI url) {
        String user = url.getUserInfo();
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return key.name();
    }

    /** The submission prefix, to be shown to people. */
    String url() {
        String call = addCheckpoint.toString();
        return call.substring(0, call.length() - CALL.length());
    }
}
