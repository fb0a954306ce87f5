package org.messageledger.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file of a tiled log lies (c2sp.org/tlog-tiles): {@code tile/<L>/<N>[.p/<W>]} holds hashes,
 * {@code tile/entries/<N>[.p/<W>]} the entries of the tile of level 0 with the same index. A value; a file need not exist.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index the tile's place in its level, at most {@link #INDEX_MAX}
 * @param width how many hashes or entries the file holds: 256, or 1 to 255 for a partial one
 */
public record TilePath(int level, long index, int width) {

    /** Instead of a level: the path is that of a bundle of entries. */
    public static final int ENTRIES = -1;

    /** More tiles than a tree of fewer than 2^63 leaves can have: six groups of three digits hold it. */
    public static final long INDEX_MAX = (1L << 55) - 1;

    private static final int LEVEL_MAX = 63;
    private static final Pattern SYNTAX =
            Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    public TilePath {
        if (level < ENTRIES || level > LEVEL_MAX || index < 0 || index > INDEX_MAX || width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("no such tile: level=" + level + " index=" + index + " width=" + width);
        }
    }

    /** Of a tile of hashes. */
    public static TilePath hashes(int level, long index, int width) {
        if (level < 0) {
            throw new IllegalArgumentException("no such tile: level=" + level);
        }
        return new TilePath(level, index, width);
    }

    /** Of a bundle of entries. */
    public static TilePath entries(long index, int width) {
        return new TilePath(ENTRIES, index, width);
    }

    /** The partial tile that a tree of this size has in a level; empty where it has none. */
    public static Optional<TilePath> partial(int level, long treeSize) {
        int width = Frontier.tailWidth(treeSize, level);
        long index = treeSize >>> (level * Tile.HEIGHT) >>> Tile.HEIGHT;
        return width == 0 ? Optional.empty() : Optional.of(hashes(level, index, width));
    }

    /** Reads the one text that stands for a path, without a leading slash; empty for every other text. */
    public static Optional<TilePath> parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        long index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
        int width = parts.group(3) == null ? Tile.WIDTH : Integer.parseInt(parts.group(3));
        boolean outOfBounds = level > LEVEL_MAX || index > INDEX_MAX || width < 1 || width > Tile.WIDTH;
        if (outOfBounds) {
            return Optional.empty();
        }
        TilePath path = new TilePath(level, index, width);
        // Leading zeroes, an x000 in front, .p/256: one path, one text.
        return path.toString().equals(text) ? Optional.of(path) : Optional.empty();
    }

    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == Tile.WIDTH;
    }

    /** The file that takes a partial one's place when the tile is full, and may replace it (tlog-tiles, "Partial Tiles"). */
    public TilePath full() {
        return new TilePath(level, index, Tile.WIDTH);
    }

    /** How many of the hashes or entries of this tile a tree of this size has, 0 to 256: what tlog-tiles demands. */
    public int widthIn(long treeSize) {
        long inLevel = isEntries() ? treeSize : level >= Tile.LEVELS ? 0 : treeSize >>> (level * Tile.HEIGHT);
        return (int) Math.max(0, Math.min(Tile.WIDTH, inLevel - index * Tile.WIDTH));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tile/");
        if (isEntries()) {
            text.append("entries");
        } else {
            text.append(level);
        }
        long group = 1;
        while (index / group >= 1000) {
            group *= 1000;
        }
        for (; group > 1; group /= 1000) {
            appendDigits(text.append("/x"), (int) (index / group % 1000));
        }
        appendDigits(text.append('/'), (int) (index % 1000));
        return isFull() ? text.toString() : text.append(".p/").append(width).toString();
    }

    private static void appendDigits(StringBuilder text, int threeDigits) {
        text.append((char) ('0' + threeDigits / 100));
        text.append((char) ('0' + threeDigits / 10 % 10));
        text.append((char) ('0' + threeDigits % 10));
    }
}
