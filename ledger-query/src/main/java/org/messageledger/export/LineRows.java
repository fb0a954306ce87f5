package org.messageledger.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.messageledger.fact.Fact;

/** A line of UTF-8 for each fact. */
final class LineRows implements RowWriter {

    private final Writer out;
    private final Function<Fact, String> line;

    /**
     * @param header before all of them, with its line end; may be empty
     * @param line of one of them, with its line end
     */
    LineRows(OutputStream out, String header, Function<Fact, String> line) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.line = line;
        this.out.write(header);
    }

    @Override
    public void write(Fact fact) throws IOException {
        out.write(line.apply(fact));
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
