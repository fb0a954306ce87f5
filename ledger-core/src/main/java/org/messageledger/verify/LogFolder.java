package org.messageledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TilePath;

/** A log in a folder. Here, other than on a web server, every file can be found, so none is left unmentioned. */
public final class LogFolder implements LogFiles {

    private static final Pattern KEPT_CHECKPOINT = Pattern.compile("checkpoint\\.[0-9]{1,19}");
    private static final String CHECKPOINT = "checkpoint";
    private static final int FOLDERS_KEPT_MAX = 16;

    private final Path folder;
    private final FileBytes bytes = new FileBytes();

    /** Of the folders that were read last: one of each level, and of the entries. */
    private final Map<Path, Set<Path>> partialFolders = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Set<Path>> eldest) {
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
        Path partials = folder.resolve(path.full() + ".p");
        Path parent = partials.getParent();
        if (parent == null || !foldersOf(parent).contains(partials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(partials)) {
            return files.map(this::parse)
                    .flatMap(Optional::stream)
                    .filter(other -> other.width() < path.width())
                    .sorted((one, other) -> Integer.compare(one.width(), other.width()))
                    .toList();
        }
    }

    /** The folders of partial tiles in this one: hardly any has some, and looking for each costs as much as its hashes. */
    private Set<Path> foldersOf(Path parent) throws IOException {
        Set<Path> known = partialFolders.get(parent);
        if (known == null) {
            try (Stream<Path> files = Files.list(parent)) {
                known = files.filter(file -> file.toString().endsWith(".p")).collect(Collectors.toUnmodifiableSet());
            } catch (NoSuchFileException e) {
                known = Set.of();
            }
            partialFolders.put(parent, known);
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
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Optional<TilePath> path = parse(file);
                if (path.isPresent()) {
                    beyond.addIf(path.get().width() > path.get().widthIn(treeSize), file);
                } else {
                    foreign.addIf(!belongs(file), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
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
