package org.messageledger.wire;

import java.security.SecureRandom;

/** The same "random" bytes in every run, so that sealed entries can be compared with golden files. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1;

    private byte next;

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = next++;
        }
    }
}
