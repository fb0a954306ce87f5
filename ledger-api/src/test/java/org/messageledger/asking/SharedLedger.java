package org.messageledger.asking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.messageledger.wiring.RunningLedger;
import org.springframework.util.FileSystemUtils;

/** One ledger for all classes that only ask and record: a start takes seconds. Each test has message ids of its own. */
final class SharedLedger implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Asking.class;
    }

    @Override
    public Asking resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Asking(context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedLedger.class))
                .computeIfAbsent(Shared.class)
                .ledger);
    }

    static final class Shared implements AutoCloseable {

        private final Path home;
        private final RunningLedger ledger;

        Shared() {
            try {
                home = Files.createTempDirectory("asking");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ledger = RunningLedger.start(home);
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
