package org.messageledger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.LogKey;

class ExportKeyTest {

    private final SecureRandom random = new SecureRandom();
    private final LogKey logKey = LogKey.generate(random);

    @TempDir
    private Path folder;

    private ExportKey open() {
        return ExportKey.open(folder, "log.example/clinic", List.of(logKey), random);
    }

    @Test
    void isMadeOnceForItsOwnerAloneAndNamedAfterTheLog() throws IOException {
        ExportKey made = open();

        assertThat(made.verifier().name()).isEqualTo("log.example/clinic/export");
        assertThat(open().verifier()).isEqualTo(made.verifier());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("export.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isNeverTheLogs() throws IOException {
        Files.writeString(folder.resolve("export.pem"), logKey.toPem());

        assertThatIllegalStateException()
                .isThrownBy(this::open)
                .withMessageContaining("must not be signed with the log's key");
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws IOException {
        Files.writeString(folder.resolve("export.pem"), "nonsense");

        assertThatIllegalStateException().isThrownBy(this::open).withMessageContaining("cannot be used");
    }
}
