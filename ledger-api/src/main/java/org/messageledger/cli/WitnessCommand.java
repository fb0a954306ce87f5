package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignatureType;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.witness.Witness;
import org.messageledger.witness.WitnessServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a witness for other people's logs until it is stopped. */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Witnesses logs (c2sp.org/tlog-witness), any logs, not only ours: cosigns a log's checkpoint only if the log has"
                    + " grown, and nothing else, since the one before.",
            "Run it where the log's operator has no say. It needs no ledger and no database; what it has cosigned"
                    + " lies in its home, which must never be set back or run twice."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:Nothing was done: the options are at fault.",
            "3:The home or the port cannot be used. The last line says why."
        },
        footer = {
            "%nExample:",
            "  witness --home witness --name witness.example/w1 --port 8081 \\",
            "      --log ledger.example+33d7b496+AeHT…"
        })
final class WitnessCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            required = true,
            description = "Where its key and what it has cosigned lie. Made, with a new key, if it is not there.")
    private Path home = Path.of("");

    @Option(names = "--port", paramLabel = "N", required = true, description = "Where it listens; 0 for any.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "On which of the machine's addresses. Default: this machine only")
    private String bind = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name of a new key, best an address without http://. It stays.")
    private @Nullable String name;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            description =
                    "A log's public key, name+id+key. May be given more than once; keys of one name are of one log.")
    private List<String> logs = new ArrayList<>();

    @Option(
            names = "--logs",
            paramLabel = "FILE",
            description =
                    "A policy (c2sp.org/tlog-policy) whose logs are witnessed: lines \"log VKEY\", and \"quorum none\".")
    private @Nullable Path policy;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> report = words -> err.println(Clock.systemUTC().instant() + " " + words);
        List<VerifierKey> keys = keys();
        InetSocketAddress address = address();
        try (Witness witness = Witness.open(home, name, keys, Clock.systemUTC(), new SecureRandom(), report);
                WitnessServer server = WitnessServer.start(witness, address, report)) {
            out.println("witness of " + (witness.logs() == 1 ? "1 log" : witness.logs() + " logs")
                    + ", listens on http://" + address.getHostString() + ":" + server.port() + "/");
            out.println("what others need of it is its key: " + witness.key());
            out.flush();
            new CountDownLatch(1).await(); // until the process is told to end
            return LedgerCommands.FINE;
        }
    }

    private InetSocketAddress address() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--bind: no address of a machine: " + bind, e);
        }
    }

    private List<VerifierKey> keys() throws UnusableInput {
        List<VerifierKey> keys = new ArrayList<>();
        try {
            for (String log : logs) {
                keys.add(VerifierKey.parse(log));
            }
        } catch (MalformedException e) {
            throw new ParameterException(spec.commandLine(), "--log: " + e.getMessage(), e);
        }
        if (policy != null) {
            try {
                TlogPolicy.parse(TrustOptions.read(policy)).logs().forEach(log -> keys.add(log.key()));
            } catch (MalformedException e) {
                throw new UnusableInput(policy + ": " + e.getMessage(), e);
            }
        }
        if (keys.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a log to witness: --log or --logs");
        }
        if (keys.stream().anyMatch(key -> key.type() != SignatureType.ED25519)) {
            throw new ParameterException(spec.commandLine(), "a witness's key is none of a log");
        }
        return keys;
    }
}
