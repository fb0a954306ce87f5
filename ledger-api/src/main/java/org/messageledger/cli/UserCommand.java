package org.messageledger.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The users of local mode. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        subcommands = {UserAddCommand.class, CommandLine.HelpCommand.class},
        description = "Makes users beside the five that the first start makes.",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class UserCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command: user add NAME --role ROLE");
    }
}
