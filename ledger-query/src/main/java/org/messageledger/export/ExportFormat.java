package org.messageledger.export;

import java.util.Locale;

/** What an export's rows are written as. */
public enum ExportFormat {
    CSV,
    NDJSON,
    PDF;

    /** Most rows of a PDF: some thousand pages are nobody's reading. */
    public static final int PDF_ROWS_MAX = 10_000;

    /** As questions and manifests write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file within the export. */
    public String file() {
        return "export." + word();
    }
}
