package org.messageledger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.messageledger.checkpoint.SignatureType;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.export.ExportVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a signed export, from its file and keys alone. */
@Command(
        name = "verify-export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Checks that a signed export is whole and as its ledger made it, and of which tree of the log.",
            "Needs no ledger and no database. Believes nothing but the keys that you give."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The export is as it was signed.",
            "1:That is not shown. The last line says why.",
            "2:Nothing was checked: the options or the file are at fault."
        },
        footer = {"%nExample:", "  verify-export export.zip --vkey … --log-vkey …"})
final class VerifyExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The export, a zip.")
    private Path file = Path.of("");

    @Option(
            names = "--vkey",
            paramLabel = "VKEY",
            required = true,
            description = "The public key of the ledger's exports: name+id+key. It is not the log's.")
    private String exportKey = "";

    @Option(
            names = "--log-vkey",
            paramLabel = "VKEY",
            split = "\\s",
            description =
                    "The log's public key: then the tree that the rows are of must be one that the log has signed."
                            + " May be given more than once, such as for a log that was restored.")
    private List<String> logKeys = new ArrayList<>();

    @Override
    public Integer call() throws UnusableInput {
        List<VerifierKey> export = TrustOptions.keys(spec, "--vkey", List.of(exportKey), SignatureType.ED25519);
        List<VerifierKey> log = TrustOptions.keys(spec, "--log-vkey", logKeys, SignatureType.ED25519);
        if (!Files.isRegularFile(file)) {
            throw new UnusableInput("no file: " + file);
        }
        ExportVerifier verifier = new ExportVerifier(export.get(0), log);
        return Verdict.tell(spec.commandLine().getOut(), () -> verifier.verify(file));
    }
}
