package dev.pimainteno.patch;

import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Finds the files of a tree that a name can mean which is none of its paths: too long at the front, or too short. */
final class NameSearch {
    private final FileTree tree;

    NameSearch(FileTree tree) {
        this.tree = tree;
    }

    /** Returns the paths that a safe name can mean; more than one if it cannot be told which. */
    Set<String> find(String name) {
        Set<String> found = new LinkedHashSet<>();
        if (tree.entry(name).isPresent()) {
            return Set.of(name);
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String shorter = name.substring(slash + 1);
            if (tree.entry(shorter).isPresent()) {
                return Set.of(shorter); // the name starts above the tree's root
            }
        }
        for (TreeEntry entry : tree.entries()) {
            if (entry.path().endsWith("/" + name)) {
                found.add(entry.path());
            }
        }
        return found;
    }

    /** Returns the paths that a name means if backslashes part it and case does not count. */
    Set<String> findLoosely(String name) {
        String slashed = name.replace('\\', '/');
        Set<String> found = find(slashed);
        if (!found.isEmpty()) {
            return found;
        }
        Set<String> folded = new LinkedHashSet<>();
        for (TreeEntry entry : tree.entries()) {
            if (entry.path().toLowerCase(Locale.ROOT).equals(slashed.toLowerCase(Locale.ROOT))) {
                folded.add(entry.path());
            }
        }
        return folded;
    }
}
