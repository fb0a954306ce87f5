package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.tree.TilePath;

class LogFolderTest {

    @TempDir
    private Path folder;

    private void write(TilePath path) throws IOException {
        Path file = folder.resolve(path.toString());
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
    }

    @Test
    void findsTheNarrowerFilesOfATileWhateverItsIndex() throws IOException {
        for (long index : new long[] {3, 1_234, 1_234_067}) {
            write(TilePath.hashes(0, index, 7));
            write(TilePath.hashes(0, index, 12));
            write(TilePath.entries(index, 9));
        }
        LogFiles files = new LogFolder(folder);
        for (long index : new long[] {3, 1_234, 1_234_067}) {
            assertThat(files.narrower(TilePath.hashes(0, index, 256)))
                    .containsExactly(TilePath.hashes(0, index, 7), TilePath.hashes(0, index, 12));
            assertThat(files.narrower(TilePath.hashes(0, index, 12))).containsExactly(TilePath.hashes(0, index, 7));
            assertThat(files.narrower(TilePath.entries(index, 256))).containsExactly(TilePath.entries(index, 9));
            assertThat(files.narrower(TilePath.hashes(0, index + 1, 256))).isEmpty();
            assertThat(files.narrower(TilePath.hashes(1, index, 256))).isEmpty();
        }
    }
}
