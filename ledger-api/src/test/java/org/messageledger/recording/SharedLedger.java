package org.messageledger.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.messageledger.wiring.RunningLedger;
import org.springframework.util.FileSystemUtils;

/** Gives test classes one ledger for all of them: each uses message ids of its own and compares sizes, not totals. */
final class SharedLedger implements ParameterResolver {

    static final String ADVICE_LINE = "+1-800-555-0199";

    private record Started(Path home, RunningLedger ledger) implements AutoCloseable {

        static Started now() {
            try {
                Path home = Files.createTempDirectory("shared-ledger");
                return new Started(
                        home, RunningLedger.start(home, "--ledger.guidance.advice-line-telephone=" + ADVICE_LINE));
            } catch (IOException e) {
                throw new IllegalStateException("no home", e);
            }
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningLedger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Started.class, type -> Started.now(), Started.class)
                .ledger();
    }
}
