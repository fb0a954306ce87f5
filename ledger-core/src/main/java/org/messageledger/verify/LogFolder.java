package org.messageledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TilePath;

/** A log in a folder. Here, other than on a web server, every file can be found, so none is left unmentioned. */
public final class LogFolder implements LogFiles {

    private static final Pattern KEPT_CHECKPOINT = Pattern.compile("checkpoint\\.[0-9]{1,19}");
    private static final String CHECKPOINT = "checkpoint";
    private static final String PARTIALS = ".p";
    private static final int TILES_IN_FOLDER = 1000;
    private static final int FOLDERS_KEPT_MAX = 16;

    private final Path folder;
    private final FileBytes bytes = new FileBytes();

    /** A thousand tiles of a level, which lie in one folder. */
    private record Thousand(int level, long number) {
        Thousand(TilePath path) {
            this(path.level(), path.index() / TILES_IN_FOLDER);
        }
    }

    /** Of the folders that were read last, which tiles have partial files: hardly any, and looking for each takes time. */
    private final Map<Thousand, Set<Long>> withPartials = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Thousand, Set<Long>> eldest) {
            return size() > FOLDERS_KEPT_MAX;
        }
    };

    public LogFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public @Nullable FileBytes read(String path, int bytesMax) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(path))) {
            return bytes.readFrom(in, bytesMax);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public List<TilePath> narrower(TilePath path) throws IOException {
        if (!withPartials(path).contains(path.index())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(path.full() + PARTIALS))) {
            return files.map(this::parse)
                    .flatMap(Optional::stream)
                    .filter(other -> other.width() < path.width())
                    .sorted((one, other) -> Integer.compare(one.width(), other.width()))
                    .toList();
        }
    }

    private Set<Long> withPartials(TilePath path) throws IOException {
        Thousand thousand = new Thousand(path);
        Set<Long> known = withPartials.get(thousand);
        if (known == null) {
            known = new HashSet<>();
            Path parent = folder.resolve(path.full().toString()).getParent();
            try (DirectoryStream<Path> partials = Files.newDirectoryStream(parent, "[0-9][0-9][0-9]" + PARTIALS)) {
                for (Path partial : partials) {
                    int last = Integer.parseInt(partial.getFileName().toString().substring(0, 3));
                    known.add(thousand.number() * TILES_IN_FOLDER + last);
                }
            } catch (NoSuchFileException e) {
                known = Set.of();
            }
            withPartials.put(thousand, known);
        }
        return known;
    }

    @Override
    public List<String> keptCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> KEPT_CHECKPOINT.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> leftovers(long treeSize) throws IOException {
        Leftover beyond = new Leftover("of a larger tree than the checkpoint's");
        Leftover foreign = new Leftover("no part of a log");
        Deque<Path> folders = new ArrayDeque<>(List.of(folder));
        while (!folders.isEmpty()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folders.remove())) {
                for (Path file : files) {
                    Optional<TilePath> path = parse(file);
                    if (path.isPresent()) {
                        beyond.addIf(path.get().width() > path.get().widthIn(treeSize), file);
                    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        folders.add(file);
                    } else {
                        foreign.addIf(!belongs(file), file);
                    }
                }
            }
        }
        List<String> words = new ArrayList<>();
        beyond.tell(words);
        foreign.tell(words);
        return words;
    }

    private boolean belongs(Path file) {
        String name = relative(file);
        return name.equals(CHECKPOINT)
                || name.equals(ExportFolder.LOCK)
                || KEPT_CHECKPOINT.matcher(name).matches();
    }

    private Optional<TilePath> parse(Path file) {
        return TilePath.parse(relative(file));
    }

    private String relative(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** Files of one kind: how many, and the one whose name comes first. */
    private final class Leftover {

        private final String kind;
        private int count;
        private String first = "";

        Leftover(String kind) {
            this.kind = kind;
        }

        void addIf(boolean isOne, Path file) {
            if (isOne) {
                count++;
                String name = relative(file);
                first = first.isEmpty() || name.compareTo(first) < 0 ? name : first;
            }
        }

        void tell(List<String> words) {
            if (count > 0) {
                words.add("not checked, " + kind + ": " + first + (count == 1 ? "" : " and " + (count - 1) + " more"));
            }
        }
    }
}
