package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a reply by the file that each is about. Parts that change the same file in place are read as one; a hunk
 * that says word for word what another hunk of the file says, under the same line number, counts once. Any other two
 * parts that share a path contradict each other.
 */
final class FileParts {
    private final Map<Target, List<Hunk>> hunks = new LinkedHashMap<>();
    private final Map<Target, Set<Hunk>> said = new HashMap<>();
    private final Map<String, Target> owners = new LinkedHashMap<>();

    void add(Target target, List<Hunk> more) throws Refused {
        claim(target.before(), target);
        claim(target.after(), target);
        if (hunks.containsKey(target) && !target.isModification()) {
            throw new Refused("two parts of the reply are about " + target.path());
        }
        List<Hunk> known = hunks.computeIfAbsent(target, key -> new ArrayList<>());
        Set<Hunk> seen = said.computeIfAbsent(target, key -> new HashSet<>());
        for (Hunk hunk : more) {
            boolean named = hunk.hint().line() > 0; // else it may be about the same lines elsewhere
            if (seen.add(hunk.numbered(0)) || !named) {
                known.add(hunk.numbered(known.size() + 1));
            }
        }
    }

    Map<Target, List<Hunk>> hunks() {
        return hunks;
    }

    private void claim(@Nullable String path, Target target) throws Refused {
        if (path == null) {
            return;
        }
        Target owner = owners.putIfAbsent(path, target);
        if (owner != null && !owner.equals(target)) {
            throw new Refused("two parts of the reply are about " + path);
        }
    }
}
