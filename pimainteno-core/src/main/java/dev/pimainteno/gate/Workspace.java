package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import java.nio.file.Path;
import java.util.List;

/** A directory of this program's own in which a tree can be laid out and its commands can be run. For one run at a time. */
public interface Workspace {

    /**
     * Lays out the unchanged tree. What Git ignores there, such as build caches, stays from one layout to the next.
     *
     * @return the work tree's root
     */
    Path layOutBase();

    /**
     * Lays out the changed tree.
     *
     * @return the work tree's root, the same as that of {@link #layOutBase()}
     */
    Path layOutChange();

    /**
     * Lays out the unchanged tree with other edits than those of the change.
     *
     * @return the work tree's root, the same as that of {@link #layOutBase()}
     */
    Path layOut(Edits edits);

    /** Returns directories elsewhere without which the repository in the work tree cannot be read. */
    List<Path> borrowed();
}
