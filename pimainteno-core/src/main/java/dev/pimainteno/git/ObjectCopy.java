package dev.pimainteno.git;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;

/** Copies the objects that a commit adds to another from one repository into a second one. */
final class ObjectCopy {
    private final Repository source;
    private final Repository target;

    ObjectCopy(Repository source, Repository target) {
        this.source = source;
        this.target = target;
    }

    /**
     * @param commit what the target shall hold afterwards, with everything that it leads to
     * @param known a commit that the target holds already
     */
    void copy(ObjectId commit, ObjectId known) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(source);
                ObjectReader reader = source.newObjectReader();
                ObjectInserter inserter = target.newObjectInserter()) {
            walk.markStart(walk.parseCommit(commit));
            walk.markUninteresting(walk.parseCommit(known));
            for (RevObject next = walk.next(); next != null; next = walk.next()) {
                insert(reader.open(next), inserter);
            }
            for (RevObject next = walk.nextObject(); next != null; next = walk.nextObject()) {
                insert(reader.open(next), inserter);
            }
            inserter.flush();
        }
    }

    private static void insert(ObjectLoader loader, ObjectInserter inserter) throws IOException {
        try (ObjectStream content = loader.openStream()) {
            inserter.insert(loader.getType(), loader.getSize(), content);
        }
    }
}
