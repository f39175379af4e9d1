package dev.pimainteno.gate;

import java.nio.file.Path;

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
}
