package dev.pimainteno.cli.init;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for Git repositories: the one that a directory lies in, or those a little below it. Follows no links, opens no
 * repository, and looks at a bounded number of directories. For one search.
 */
public final class Discovery {
    private static final int DEEPEST = 2;
    private static final int MOST_DIRECTORIES = 10_000;
    private static final int MOST_REPOSITORIES = 100;
    private static final Set<String> NEVER_ENTERED = Set.of("node_modules", "target", "build", "vendor", "__pycache__");

    private final List<Path> repositories = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private int looked;

    private Discovery() {}

    /**
     * What was found. Immutable.
     *
     * @param repositories roots of checkouts, each once, in order
     * @param remarks what was left out, and why
     */
    public record Result(List<Path> repositories, List<Remark> remarks) {
        public Result {
            repositories = List.copyOf(repositories);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Something to be said of a place. Immutable.
     *
     * @param text a phrase, such as {@code a bare repository}
     */
    public record Remark(Path place, String text) {}

    /**
     * Searches where nobody has said what to take.
     *
     * @param directory absolute
     */
    public static Result around(Path directory) {
        Discovery discovery = new Discovery();
        Optional<Path> root = enclosing(directory);
        if (root.isPresent()) {
            discovery.take(root.get());
        } else {
            discovery.descend(directory, 0);
        }
        return new Result(discovery.repositories, discovery.remarks);
    }

    /** Returns the root of the checkout that a directory lies in, of whatever kind that is. */
    public static Optional<Path> enclosing(Path directory) {
        for (Path place = directory; place != null; place = place.getParent()) {
            Place kind = Place.of(place);
            if (kind != Place.ELSEWHERE && kind != Place.BARE) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Says why a directory that the user has named cannot be maintained; nothing if it can. */
    public static Optional<String> problem(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.of(Files.exists(directory) ? "is not a directory" : "does not exist");
        }
        return switch (Place.of(directory)) {
            case CHECKOUT, LINKED_WORK_TREE, SUBMODULE ->
                obstacle(directory).map(why -> "cannot be configured: " + why);
            case BARE -> Optional.of("is " + Place.BARE.description());
            case ELSEWHERE ->
                Optional.of(enclosing(directory)
                        .map(root -> "is not the root of its Git checkout: name " + root)
                        .orElse("is not a Git checkout (there is no .git in it)"));
        };
    }

    private void descend(Path directory, int depth) {
        for (Path child : children(directory)) {
            if (repositories.size() >= MOST_REPOSITORIES || looked >= MOST_DIRECTORIES) {
                remarks.add(new Remark(
                        child, "not looked at, nor anything behind it: there is too much; name what is meant"));
                return;
            }
            looked++;
            switch (Place.of(child)) {
                case CHECKOUT -> take(child);
                case ELSEWHERE -> {
                    if (depth + 1 < DEEPEST) {
                        descend(child, depth + 1);
                    }
                }
                case LINKED_WORK_TREE, SUBMODULE, BARE ->
                    remarks.add(new Remark(child, Place.of(child).description()));
            }
        }
    }

    private void take(Path root) {
        Optional<String> obstacle = obstacle(root);
        if (obstacle.isPresent()) {
            remarks.add(new Remark(root, obstacle.get()));
        } else {
            repositories.add(root);
        }
    }

    /** Says why a path could not stand in a configuration. */
    private static Optional<String> obstacle(Path root) {
        String text = root.toString();
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("its path has control characters, which a configuration does not take");
        }
        // A name in another encoding does not survive as text, and would lead elsewhere.
        boolean same = Path.of(text).equals(root) && text.indexOf('\ufffd') < 0;
        return same ? Optional.empty() : Optional.of("its path is not UTF-8, and could not be found again");
    }

    private List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Discovery::mayBeEntered)) {
            for (Path entry : entries) {
                if (children.size() < MOST_DIRECTORIES) {
                    children.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            remarks.add(new Remark(directory, "cannot be read"));
        }
        children.sort(null);
        return children;
    }

    private static boolean mayBeEntered(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return !name.startsWith(".")
                && !NEVER_ENTERED.contains(name)
                && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }
}
