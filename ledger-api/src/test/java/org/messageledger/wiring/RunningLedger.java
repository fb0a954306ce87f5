package org.messageledger.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program in this process, on a port of its own, over a home that outlives it. */
public final class RunningLedger extends CalledLedger {

    private final ConfigurableApplicationContext context;

    private RunningLedger(ConfigurableApplicationContext context, Path home) {
        super(home);
        this.context = context;
    }

    public static RunningLedger start(Path home, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--ledger.home=" + home));
        arguments.addAll(List.of(settings));
        return new RunningLedger(
                new SpringApplicationBuilder(LedgerApplication.class).run(arguments.toArray(String[]::new)), home);
    }

    @Override
    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public long logSize() {
        return part(org.messageledger.log.Log.class).head().size();
    }

    @Override
    public void close() {
        context.close();
    }
}
