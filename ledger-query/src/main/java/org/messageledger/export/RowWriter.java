package org.messageledger.export;

import java.io.IOException;
import org.messageledger.fact.Fact;

/** Writes facts into one file, in the order in which they come, and keeps none of them. For one thread. */
public interface RowWriter {

    void write(Fact fact) throws IOException;

    /** Ends the file. What it was written to stays open. */
    void end() throws IOException;
}
