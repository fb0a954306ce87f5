package org.messageledger.wire;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.TextSeal;
import org.messageledger.seal.WrappedKey;

/**
 * Seals the texts of one event while it is written. An event with content gets a content key of its own: a message may
 * have several, so that two processes that both report it first need not agree.
 */
final class Sealing {

    private final Keyring keyring;
    private final String stream;
    private final UUID eventId;
    private @Nullable DataKey contentKey;
    private @Nullable TextSeal contentSeal;
    private @Nullable TextSeal recordSeal;

    Sealing(Keyring keyring, String stream, UUID eventId) {
        this.keyring = keyring;
        this.stream = stream;
        this.eventId = eventId;
    }

    Confidential.Sealed seal(Confidential text, String field) {
        if (text instanceof Confidential.Sealed sealed) {
            return sealed;
        }
        boolean content = text instanceof Confidential.Content;
        DataKey key = content ? contentKey() : keyring.recordKey();
        TextSeal seal = content ? contentSeal() : recordSeal();
        String clear = content ? ((Confidential.Content) text).text() : ((Confidential.Kept) text).text();
        byte[] box = seal.seal(field, clear);
        return new Confidential.Sealed(key.id(), Base64.getEncoder().encodeToString(box));
    }

    ContentDigest.Keyed digest(ContentDigest digest) {
        if (digest instanceof ContentDigest.Keyed keyed) {
            return keyed;
        }
        byte[] sha256 = HexFormat.of().parseHex(((ContentDigest.Plain) digest).sha256Hex());
        DataKey key = contentKey();
        return new ContentDigest.Keyed(key.id(), Base64.getEncoder().encodeToString(key.digest("attachment", sha256)));
    }

    List<WrappedKey> newKeys() {
        List<WrappedKey> keys = new ArrayList<>();
        if (contentKey != null) {
            keys.add(keyring.wrap(contentKey));
        }
        return keys;
    }

    private DataKey contentKey() {
        DataKey key = contentKey;
        if (key == null) {
            key = keyring.newContentKey(stream);
            contentKey = key;
        }
        return key;
    }

    private TextSeal contentSeal() {
        TextSeal seal = contentSeal;
        if (seal == null) {
            seal = keyring.textSeal(contentKey(), stream, eventId);
            contentSeal = seal;
        }
        return seal;
    }

    private TextSeal recordSeal() {
        TextSeal seal = recordSeal;
        if (seal == null) {
            seal = keyring.textSeal(keyring.recordKey(), stream, eventId);
            recordSeal = seal;
        }
        return seal;
    }
}
