package org.messageledger.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.fact.FactCheck;
import org.messageledger.fact.Page;

/**
 * One export: a zip of the rows' file, then {@code manifest.json}, then {@code manifest.sig} if it is signed. What ends zips is
 * written last, so that one which was broken off is none. Takes the memory of two pages. For one thread.
 */
public final class Export implements AutoCloseable {

    /** What tells nothing: the manifest says when. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ExportOrder order;
    private final Exports exports;
    private final Iterator<Page> pages;
    private final AsOf asOf;
    private final @Nullable FactCheck check;

    Export(ExportOrder order, Exports exports, Iterator<Page> pages, AsOf asOf, @Nullable FactCheck check) {
        this.order = order;
        this.exports = exports;
        this.pages = pages;
        this.asOf = asOf;
        this.check = check;
    }

    /** What the rows are made of. */
    public AsOf asOf() {
        return asOf;
    }

    /**
     * Writes all of it; to be called once. When it throws, what was written is no zip.
     *
     * @throws org.messageledger.fact.AlteredViewException when a row is not what its entry says, and the export is to be
     *     signed
     */
    @SuppressWarnings(
            "resource") // closing would end the zip of a failed export as if it were whole; nothing else is held
    public void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(entry(order.format().file()));
        MeasuredStream file = new MeasuredStream(zip);
        long rows = 0;
        RowWriter writer = exports.writer(order, asOf, file);
        while (pages.hasNext()) {
            List<Fact> facts = pages.next().items();
            if (check != null) {
                exports.require(check, facts);
            }
            for (Fact fact : facts) {
                writer.write(fact);
            }
            rows += facts.size();
            out.flush(); // who waits sees that it goes on
        }
        writer.end();
        zip.closeEntry();
        Manifest manifest = exports.manifest(order, asOf, rows, file);
        String text = manifest.toText();
        put(zip, Manifest.FILE, text);
        if (order.signed()) {
            SignedNote note = exports.key().sign(text);
            put(zip, Manifest.SIGNATURE_FILE, note.toString().substring(text.length() + 1));
        }
        zip.finish();
        out.flush();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    /** Makes room for another. */
    @Override
    public void close() {
        exports.ended();
    }
}
