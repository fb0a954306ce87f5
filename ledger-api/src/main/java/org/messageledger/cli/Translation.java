package org.messageledger.cli;

import java.util.List;

/** How a line of a file becomes commands. */
interface Translation {

    /**
     * The commands of one line in the order in which they must be recorded, each as UTF-8 JSON without a line terminator.
     *
     * @throws RejectedLine when the line makes no command; nothing of it is sent
     */
    List<byte[]> commands(InputLines.Line line) throws RejectedLine;

    /** What was changed to fit the ledger's limits, for the summary; empty when nothing was. */
    List<String> changes();
}
