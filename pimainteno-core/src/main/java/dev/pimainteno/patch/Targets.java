package dev.pimainteno.patch;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.change.TreePaths;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a header names, and refuses paths and modes that no reply may touch: ways out of the tree or into
 * a {@code .git} directory, symbolic links and submodules and everything below them, files that are in the way.
 */
final class Targets {
    private static final Pattern MNEMONIC = Pattern.compile("[ciow12]/");

    private static final Set<String> FILE_MODES = Set.of("100644", "100755");

    private final FileTree tree;
    private final NameSearch names;
    private final FileSearch files;
    private @Nullable Set<String> folders;

    Targets(FileTree tree, SearchBudget budget) {
        this.tree = tree;
        this.names = new NameSearch(tree);
        this.files = new FileSearch(tree, budget);
    }

    Target find(FilePatch patch) throws Refused {
        FileHeader header = patch.header();
        checkModes(header);
        for (String name : namesOf(header)) {
            checkSafe(name);
        }
        Target target = header.isNameless() && !header.isGit ? files.find(patch) : resolve(header, patch.hunks());
        if (target.before() != null) {
            checkNothingAbove(target.before());
            checkFile(target.before());
        }
        if (target.after() != null && !target.after().equals(target.before())) {
            checkNothingAbove(target.after());
            checkFree(target.after());
        }
        return target;
    }

    /** Resolves the names as they stand, or else without what a tool or another system has put on them. */
    private Target resolve(FileHeader header, List<Hunk> hunks) throws Refused {
        Set<String> written = writtenNames(header);
        boolean plain = written.isEmpty() || written.stream().anyMatch(this::isThere);
        if (!plain && header.simplify()) {
            for (String name : namesOf(header)) {
                checkSafe(name);
            }
        }
        return resolveNames(header, hunks);
    }

    /** Whether a path is not there, and is one: a word alone may be anything. */
    private boolean isNewPath(String path) {
        return names.find(path).isEmpty()
                && !path.endsWith(".") // a list's number
                && (path.indexOf('/') > 0 || path.indexOf('.') > 0);
    }

    private boolean isThere(String name) {
        return tree.entry(name).isPresent();
    }

    private Target resolveNames(FileHeader header, List<Hunk> hunks) throws Refused {
        if (header.createsFile() && header.deletesFile()) {
            throw new Refused(header.label() + " cannot be made and deleted at once");
        }
        if (header.renamesFile()) {
            return renamed(header);
        }
        if (header.createsFile()) {
            Optional<FileMode> mode =
                    Optional.of("100755".equals(header.newFileMode) ? FileMode.EXECUTABLE : FileMode.REGULAR);
            return new Target(null, createdPath(header), mode, false);
        }
        if (header.deletesFile()) {
            return new Target(existing(header, header.oldName), null, Optional.empty(), header.deletesWhole);
        }
        if (isNewInAllButName(header, hunks)) {
            return new Target(null, createdPath(header));
        }
        if (header.replacesWhole && isNewPath(String.valueOf(header.newName))) {
            return new Target(null, header.newName);
        }
        String path = existing(header, header.newName);
        return new Target(path, path, Optional.empty(), header.replacesWhole);
    }

    private static Target renamed(FileHeader header) throws Refused {
        String from = header.renamedFrom;
        String to = header.renamedTo;
        if (from == null || to == null || from.equals(to) || header.createsFile() || header.deletesFile()) {
            throw new Refused(header.label() + ": 'rename from' and 'rename to' must name two files, and nothing else");
        }
        if (header.hasNames() && !(isName(header.oldName, from) && isName(header.newName, to))) {
            throw new Refused(header.label() + ": the '---' and '+++' lines name other files than the rename, " + from
                    + " to " + to);
        }
        return new Target(from, to);
    }

    private static boolean isName(@Nullable String name, String path) {
        return name != null
                && (name.equals(path) || HeaderName.withoutPrefix(name).equals(path));
    }

    /** Whether a header that could name a file to change says that nothing is there ({@code -0,0}), and nothing is. */
    private boolean isNewInAllButName(FileHeader header, List<Hunk> hunks) {
        return hunks.size() == 1
                && hunks.get(0).hint().empty()
                && candidates(header, header.newName).stream()
                        .allMatch(path -> tree.entry(path).isEmpty());
    }

    private String createdPath(FileHeader header) throws Refused {
        String name = header.newName;
        if (name == null) {
            return gitPath(header);
        }
        if (header.isGit || !HeaderName.hasPrefix(name)) {
            return HeaderName.withoutPrefix(name);
        }
        String folder = name.substring(0, 2);
        if (folders().contains(folder.substring(0, 1))) {
            throw new Refused("the new file " + name + ": the tree has a folder " + folder
                    + ", so that it cannot be told whether " + folder + " is a part of the path; write b/" + name
                    + " if it is");
        }
        return HeaderName.withoutPrefix(name);
    }

    /** Returns the one path of the tree that a header's names can mean. */
    private String existing(FileHeader header, @Nullable String name) throws Refused {
        Set<String> candidates = candidates(header, name);
        if (candidates.isEmpty()) {
            candidates = renamedInName(header);
        }
        if (candidates.isEmpty()) {
            throw new Refused(header.label() + ": its '---' and '+++' lines name two files, " + header.oldName + " and "
                    + header.newName + ", and no 'rename from' line says that the file moves");
        }
        List<String> present =
                candidates.stream().filter(path -> tree.entry(path).isPresent()).toList();
        if (present.size() > 1) {
            throw new Refused(header.label() + ": the header may mean " + String.join(" or ", present));
        }
        return present.isEmpty() ? meant(header, candidates.iterator().next()) : present.get(0);
    }

    /** Returns the one path of the tree that ends as a name does, or as the name does without its first folders. */
    private String meant(FileHeader header, String name) throws Refused {
        checkNothingAbove(name);
        Set<String> found = names.findLoosely(name);
        if (found.size() > 1) {
            throw new Refused(header.label() + ": there is no file " + name + ", and the header may mean "
                    + String.join(" or ", found));
        }
        if (found.isEmpty()) {
            throw new Refused("there is no file " + name);
        }
        return found.iterator().next();
    }

    /** Returns the one file that two different names can mean, such as {@code x.c.orig} and {@code x.c}, or {@code old/x.c} and {@code new/x.c}. */
    private Set<String> renamedInName(FileHeader header) {
        if (header.oldName == null || header.newName == null || !sameFile(header.oldName, header.newName)) {
            return Set.of();
        }
        Set<String> found = new LinkedHashSet<>();
        if (!header.isGit) {
            found.addAll(names.find(HeaderName.withoutPrefix(header.newName)));
            found.addAll(names.find(HeaderName.withoutPrefix(header.oldName)));
        } else if (header.gitPath != null && writtenNames(header).contains(header.gitPath)) {
            found.add(header.gitPath);
        }
        return found.size() == 1 ? found : Set.of();
    }

    /**
     * Returns the path behind the prefixes of Git's {@code diff.mnemonicPrefix}, such as {@code i/} and {@code w/}; empty if they
     * have none.
     */
    private static String mnemonic(String before, String after) {
        boolean prefixed =
                MNEMONIC.matcher(before).lookingAt() && MNEMONIC.matcher(after).lookingAt();
        return prefixed
                        && before.charAt(0) != after.charAt(0)
                        && before.substring(2).equals(after.substring(2))
                ? after.substring(2)
                : "";
    }

    private static boolean sameFile(String before, String after) {
        String old = before.substring(before.lastIndexOf('/') + 1);
        String now = after.substring(after.lastIndexOf('/') + 1);
        return old.equals(now) || old.equals(now + ".orig") || old.equals(now + ".old") || now.equals(old + ".new");
    }

    /** Returns the paths that a header's names can mean, with and without {@code a/} and {@code b/}; none if they differ. */
    private static Set<String> candidates(FileHeader header, @Nullable String name) {
        Set<String> paths = new LinkedHashSet<>();
        if (name == null) {
            if (header.gitPath != null) {
                paths.add(header.gitPath);
            }
            return paths;
        }
        boolean oldSpeaks = header.oldName != null && !header.oldName.equals(FileHeader.NOWHERE);
        boolean newSpeaks = header.newName != null && !header.newName.equals(FileHeader.NOWHERE);
        String other = oldSpeaks ? String.valueOf(header.oldName) : name;
        String own = newSpeaks ? String.valueOf(header.newName) : name;
        if (HeaderName.withoutPrefix(other).equals(HeaderName.withoutPrefix(own))) {
            paths.add(HeaderName.withoutPrefix(own));
        }
        boolean conventional = header.isGit || (other.startsWith("a/") && own.startsWith("b/"));
        if (other.equals(own) && !conventional) {
            paths.add(own);
        }
        String mnemonic = mnemonic(other, own);
        if (!mnemonic.isEmpty()) {
            paths.add(mnemonic); // as safe as the names, which are checked
        }
        return paths;
    }

    private static String gitPath(FileHeader header) throws Refused {
        String path = header.gitPath;
        if (path == null) {
            throw new Refused(header.label() + ": its 'diff --git' line does not name one file as 'a/file b/file'");
        }
        return path;
    }

    /** Returns what the {@code ---} and {@code +++} lines name, without prefixes. */
    private static Set<String> writtenNames(FileHeader header) {
        Set<String> names = new LinkedHashSet<>();
        addName(names, header.oldName);
        addName(names, header.newName);
        return names;
    }

    private static Set<String> namesOf(FileHeader header) {
        Set<String> names = writtenNames(header);
        addPath(names, header.gitPath);
        addPath(names, header.renamedFrom);
        addPath(names, header.renamedTo);
        return names;
    }

    private static void addName(Set<String> names, @Nullable String name) {
        if (name != null && !name.equals(FileHeader.NOWHERE)) {
            names.add(HeaderName.withoutPrefix(name));
        }
    }

    private static void addPath(Set<String> names, @Nullable String path) {
        if (path != null) {
            names.add(path);
        }
    }

    private static void checkSafe(String path) throws Refused {
        Optional<String> problem = TreePaths.problem(path);
        if (problem.isPresent()) {
            throw new Refused("the path '" + path.replaceAll("\\p{Cntrl}", "?") + "' " + problem.get());
        }
    }

    private static void checkModes(FileHeader header) throws Refused {
        if (header.newFileMode != null && !FILE_MODES.contains(header.newFileMode)) {
            throw new Refused(
                    header.label() + ": a new file must have the mode 100644 or 100755, not " + header.newFileMode);
        }
        if (header.deletedFileMode != null && !FILE_MODES.contains(header.deletedFileMode)) {
            throw new Refused(header.label() + ": what has the mode " + header.deletedFileMode + " is no file");
        }
        if (header.modeBefore != null || header.modeAfter != null) {
            throw new Refused(header.label() + ": modes of files cannot be changed (from " + header.modeBefore + " to "
                    + header.modeAfter + ")");
        }
    }

    private void checkNothingAbove(String path) throws Refused {
        for (String parent : TreePaths.above(path)) {
            Optional<TreeEntry> above = tree.entry(parent);
            if (above.isPresent()) {
                throw new Refused(path + " lies below " + above.get().path() + ", which is a "
                        + above.get().mode());
            }
        }
    }

    private void checkFile(String path) throws Refused {
        TreeEntry entry = tree.entry(path).orElseThrow(() -> new Refused("there is no file " + path));
        if (!entry.mode().isFile()) {
            throw new Refused(path + " is a " + entry.mode() + ", which no reply may touch");
        }
    }

    private void checkFree(String path) throws Refused {
        if (tree.entry(path).isPresent()) {
            throw new Refused("the new file " + path + " exists already");
        }
        if (folders().contains(path)) {
            throw new Refused("the new file " + path + " is a folder");
        }
    }

    /** Returns the directories of the tree; made when first asked for, as most replies make no files. */
    private Set<String> folders() {
        Set<String> made = folders;
        if (made == null) {
            made = new HashSet<>();
            for (TreeEntry entry : tree.entries()) {
                for (String folder : TreePaths.above(entry.path())) {
                    if (!made.add(folder)) {
                        break; // and so is everything above it
                    }
                }
            }
            folders = made;
        }
        return made;
    }
}
