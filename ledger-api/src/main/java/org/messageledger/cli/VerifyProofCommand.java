package org.messageledger.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.messageledger.verify.LogVerifier;
import org.messageledger.verify.NamedBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that one entry is in a log, from a proof and the entry alone. */
@Command(
        name = "verify-proof",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Checks that an entry is in a log, from a proof that somebody kept (c2sp.org/tlog-proof), any log's.",
            "Needs no ledger, no database and no log. Believes nothing but the keys that you give."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The entry is in the log.",
            "1:That is not shown. The last line says why.",
            "2:Nothing was checked: the options or the files are at fault."
        },
        footer = {"%nExample:", "  verify-proof receipt.tlog-proof entry.json --vkey …"})
final class VerifyProofCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The proof, most often named .tlog-proof.")
    private Path proof = Path.of("");

    @Parameters(index = "1", paramLabel = "ENTRY", description = "A file with the exact bytes of the entry.")
    private Path entry = Path.of("");

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Override
    public Integer call() throws UnusableInput {
        LogVerifier verifier = new LogVerifier(trust.trust(spec));
        NamedBytes proofBytes = new NamedBytes(proof.toString(), TrustOptions.read(proof));
        byte[] entryBytes = TrustOptions.read(entry);
        return Verdict.tell(spec.commandLine().getOut(), () -> verifier.verifyProof(proofBytes, entryBytes));
    }
}
