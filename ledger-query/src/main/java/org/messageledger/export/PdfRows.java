package org.messageledger.export;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.FontFactory;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Times;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;

/**
 * A table of facts to be printed: A4 across, the header row on each page, what it was made of and the page's number at its foot.
 * Each page leaves memory when it is full. For what cannot be printed see {@link PrintableText}.
 */
final class PdfRows implements RowWriter {

    /** A column: its heading, its share of the width, and what it says of a fact, a line each. */
    private enum Column {
        LEAF("Leaf", 5) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.strong(fact.leafIndex());
            }
        },
        WHEN("Recorded / occurred", 12) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.add(Times.write(fact.recordedAt()));
                lines.faint(fact.occurredAt() == null ? null : Times.write(fact.occurredAt()));
            }
        },
        EVENT("Event", 13) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.strong(fact.event());
                lines.add(fact.kind());
                lines.faint(fact.mode());
            }
        },
        WHO("Who", 14) {
            @Override
            void lines(Fact fact, Lines lines) {
                Actor actor = fact.actor();
                if (actor != null) {
                    lines.strong(actor.id().value());
                    lines.faint(actor.kind());
                    lines.named(
                            "for ",
                            actor.onBehalfOf() == null
                                    ? null
                                    : actor.onBehalfOf().value());
                    lines.named("", actor.relation());
                    lines.named(
                            "in ", actor.pool() == null ? null : actor.pool().value());
                }
            }
        },
        MESSAGE("Message", 14) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.add(fact.messageId() == null ? null : fact.messageId().value());
                lines.named("thread ", fact.threadId());
                lines.faint(fact.category());
                lines.faint(fact.channel());
                lines.strong(Boolean.TRUE.equals(fact.urgent()) ? "urgent" : null);
                lines.named("confidentiality ", fact.confidentiality());
                lines.named("site ", fact.careSite());
            }
        },
        WHY("Why / outcome", 13) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.add(fact.purpose() == null ? null : fact.purpose().code());
                lines.strong(fact.outcome());
                lines.named("ground ", fact.ground());
                fact.irregularities().forEach(lines::alarming);
            }
        },
        FROM("From", 11) {
            @Override
            void lines(Fact fact, Lines lines) {
                lines.add(fact.emitter());
                Client client = fact.client();
                if (client != null) {
                    lines.add(client.address());
                    lines.faint(client.userAgent());
                }
            }
        },
        DETAIL("Details", 18) {
            @Override
            void lines(Fact fact, Lines lines) {
                fact.detail()
                        .properties()
                        .forEach(field -> lines.named(
                                field.getKey() + " ",
                                field.getValue().isString()
                                        ? field.getValue().stringValue()
                                        : field.getValue().toString()));
                lines.faint(fact.eventId());
            }
        };

        private final String heading;
        private final float width;

        Column(String heading, float width) {
            this.heading = heading;
            this.width = width;
        }

        abstract void lines(Fact fact, Lines lines);
    }

    private static final float MARGIN_POINTS = 28;
    private static final float FOOT_POINTS = 22;
    private static final Color INK = new Color(0x1b, 0x26, 0x31);
    private static final Color GREY = new Color(0x5d, 0x6b, 0x78);
    private static final Color RED = new Color(0xa6, 0x1b, 0x1b);
    private static final Color HEAD = new Color(0x1f, 0x3a, 0x5f);
    private static final Color STRIPE = new Color(0xf1, 0xf5, 0xf9);
    private static final Color RULE = new Color(0xc7, 0xd0, 0xd9);
    private static final Font TITLE = font(FontFactory.HELVETICA_BOLD, 14, HEAD);
    private static final Font LABEL = font(FontFactory.HELVETICA_BOLD, 7.5f, GREY);
    private static final Font VALUE = font(FontFactory.HELVETICA, 8, INK);
    private static final Font HEADING = font(FontFactory.HELVETICA_BOLD, 7, Color.WHITE);
    private static final Font TEXT = font(FontFactory.HELVETICA, 6.5f, INK);
    private static final Font STRONG = font(FontFactory.HELVETICA_BOLD, 6.5f, INK);
    private static final Font FAINT = font(FontFactory.HELVETICA, 6, GREY);
    private static final Font ALARMING = font(FontFactory.HELVETICA_BOLD, 6, RED);
    private static final Font FOOT = font(FontFactory.HELVETICA, 6.5f, GREY);

    private final Document document = new Document(
            PageSize.A4.rotate(), MARGIN_POINTS, MARGIN_POINTS, MARGIN_POINTS, MARGIN_POINTS + FOOT_POINTS);
    private final PdfPTable table = new PdfPTable(Column.values().length);
    private long rows;

    PdfRows(OutputStream out, String origin, ExportOrder order, AsOf asOf) {
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        Foot foot = new Foot(origin, asOf);
        writer.setPageEvent(foot);
        document.addTitle("Export of the message ledger " + PrintableText.of(origin));
        document.addCreator("message-ledger");
        document.open();
        head(origin, order, asOf);
        table.setWidths(widths());
        table.setWidthPercentage(100);
        table.setComplete(false);
        table.setSplitLate(true);
        PdfPTable headings = headings(document.right() - document.left());
        document.add(headings);
        foot.headings = headings;
        // The pages that follow have room for them above their rows.
        document.setMargins(
                MARGIN_POINTS, MARGIN_POINTS, MARGIN_POINTS + headings.getTotalHeight(), MARGIN_POINTS + FOOT_POINTS);
    }

    private static float[] widths() {
        float[] widths = new float[Column.values().length];
        int at = 0;
        for (Column column : Column.values()) {
            widths[at++] = column.width;
        }
        return widths;
    }

    /** Drawn on each page by itself: a table that is added in parts leaves them out where a part begins a page. */
    private static PdfPTable headings(float width) {
        PdfPTable headings = new PdfPTable(widths());
        headings.setTotalWidth(width);
        headings.setLockedWidth(true);
        for (Column column : Column.values()) {
            PdfPCell cell = new PdfPCell(new Phrase(column.heading, HEADING));
            cell.setBackgroundColor(HEAD);
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPadding(4);
            headings.addCell(cell);
        }
        return headings;
    }

    private static Font font(String name, float points, Color color) {
        return FontFactory.getFont(name, points, color);
    }

    private void head(String origin, ExportOrder order, AsOf asOf) {
        Paragraph title = new Paragraph("Message ledger export", TITLE);
        title.setSpacingAfter(4);
        document.add(title);
        PdfPTable head = new PdfPTable(new float[] {9, 91});
        head.setWidthPercentage(100);
        head.setSpacingAfter(8);
        said(head, "Ledger", origin);
        said(head, "Question", question(order));
        said(
                head,
                "As of",
                "leaf " + asOf.leafIndex()
                        + (asOf.recordedAt() == null ? "" : ", recorded " + Times.write(asOf.recordedAt()))
                        + (asOf.isFinal() ? "" : ", not final")
                        + (asOf.behind() == 0 ? "" : ", " + asOf.behind() + " behind"));
        said(
                head,
                "Tree head",
                asOf.treeSize() + " entries, root " + asOf.rootHash().toBase64());
        said(head, "Asked", "by " + order.user() + " at " + Times.write(order.time()));
        said(head, "Signature", order.signed() ? "manifest.json and manifest.sig beside this file" : "none");
        if (asOf.warning() != null) {
            said(head, "Warning", asOf.warning());
        }
        document.add(head);
    }

    private static String question(ExportOrder order) {
        StringJoiner words = new StringJoiner("; ");
        order.question()
                .forEach((name, value) -> words.add(name + " "
                        + (value instanceof List<?> list
                                ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                                : value)));
        return words.toString();
    }

    private static void said(PdfPTable head, String label, String value) {
        for (Phrase phrase : List.of(
                new Phrase(label.toUpperCase(Locale.ROOT), LABEL), new Phrase(PrintableText.of(value), VALUE))) {
            PdfPCell cell = new PdfPCell(phrase);
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPadding(1.5f);
            head.addCell(cell);
        }
    }

    @Override
    public void write(Fact fact) {
        for (Column column : Column.values()) {
            Lines lines = new Lines();
            column.lines(fact, lines);
            PdfPCell cell = new PdfPCell(lines.phrase);
            cell.setBackgroundColor(rows % 2 == 0 ? Color.WHITE : STRIPE);
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(RULE);
            cell.setBorderWidth(0.4f);
            cell.setPadding(3);
            cell.setLeading(1, 1.2f);
            table.addCell(cell);
        }
        rows++;
        if (rows % 50 == 0) {
            document.add(table); // what stands on a page is forgotten
        }
    }

    @Override
    public void end() {
        if (rows == 0) {
            PdfPCell none = new PdfPCell(new Phrase("Nothing is known that this question asks for.", VALUE));
            none.setColspan(Column.values().length);
            none.setPadding(8);
            none.setHorizontalAlignment(Element.ALIGN_CENTER);
            none.setBorderColor(RULE);
            table.addCell(none);
        }
        table.setComplete(true);
        document.add(table);
        Paragraph end = new Paragraph("End of the export: " + rows + (rows == 1 ? " row." : " rows."), LABEL);
        end.setSpacingBefore(6);
        document.add(end);
        document.close();
    }

    /** The lines of one cell. */
    private static final class Lines {

        private final Phrase phrase = new Phrase();

        void add(@Nullable Object text) {
            add("", text, TEXT);
        }

        void strong(@Nullable Object text) {
            add("", text, STRONG);
        }

        void faint(@Nullable Object text) {
            add("", text, FAINT);
        }

        void alarming(Object text) {
            add("", text, ALARMING);
        }

        void named(String name, @Nullable Object text) {
            add(name, text, FAINT);
        }

        private void add(String name, @Nullable Object text, Font font) {
            if (text != null) {
                String end = phrase.isEmpty() ? "" : "\n";
                phrase.add(new Chunk(end + PrintableText.of(name + text), font));
            }
        }
    }

    /** What each page has at its foot, and all but the first at their head. */
    private static final class Foot extends PdfPageEventHelper {

        private final String left;
        private @Nullable PdfPTable headings;

        Foot(String origin, AsOf asOf) {
            left = PrintableText.of(origin) + ", as of leaf " + asOf.leafIndex() + " of a tree of " + asOf.treeSize()
                    + " entries with root " + asOf.rootHash().toBase64();
        }

        @Override
        public void onEndPage(PdfWriter writer, Document page) {
            PdfContentByte canvas = writer.getDirectContent();
            PdfPTable above = headings;
            if (above != null && writer.getPageNumber() > 1) {
                float top = page.top() + above.getTotalHeight();
                float unused = above.writeSelectedRows(0, -1, page.left(), top, canvas);
            }
            float y = page.bottom() - FOOT_POINTS + 8;
            canvas.setColorStroke(RULE);
            canvas.setLineWidth(0.4f);
            canvas.moveTo(page.left(), y + 10);
            canvas.lineTo(page.right(), y + 10);
            canvas.stroke();
            ColumnText.showTextAligned(canvas, Element.ALIGN_LEFT, new Phrase(left, FOOT), page.left(), y, 0);
            ColumnText.showTextAligned(
                    canvas,
                    Element.ALIGN_RIGHT,
                    new Phrase("page " + writer.getPageNumber(), FOOT),
                    page.right(),
                    y,
                    0);
        }
    }
}
