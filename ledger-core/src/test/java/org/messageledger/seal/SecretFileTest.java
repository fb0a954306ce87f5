package org.messageledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    private static final int FILES = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isTheOwnersOnlyAndAloneInItsFolder() throws IOException {
        Path file = folder.resolve("keys/a.key");
        SecretFile.create(file, "secret\n");
        assertThat(file).hasContent("secret\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent())
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining(it -> !it.equals(file));
    }

    @Test
    void replacesNoFile() throws IOException {
        Path file = folder.resolve("a.key");
        SecretFile.create(file, "first\n");
        assertThatThrownBy(() -> SecretFile.create(file, "second\n")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("first\n");
        assertThat(folder).isDirectoryNotContaining(it -> !it.equals(file));
    }

    /** A start that is killed, or finds the disk full, must not leave an empty key file to every later one. */
    @Test
    void isThereOnlyOnceItIsWhole() throws Exception {
        AtomicInteger halves = new AtomicInteger();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            for (int i = 0; i < FILES; i++) {
                try {
                    Path file = folder.resolve(i + ".key");
                    while (!file.toFile().exists()) {
                        Thread.onSpinWait();
                    }
                    if (Files.size(file) == 0) {
                        halves.incrementAndGet();
                    }
                } catch (IOException e) {
                    failure.set(e);
                }
            }
        });
        reader.start();
        for (int i = 0; i < FILES; i++) {
            SecretFile.create(folder.resolve(i + ".key"), "secret\n");
        }
        reader.join(60_000);
        assertThat(reader.isAlive()).isFalse();
        assertThat(failure.get()).isNull();
        assertThat(halves).hasValue(0);
    }
}
