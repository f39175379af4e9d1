package dev.pimainteno.patch;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreePaths;
import dev.pimainteno.patch.PatchResult.Placed;
import dev.pimainteno.patch.PatchResult.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the diff in a model's reply and says which edits it means. Immutable; safe for many threads.
 *
 * <pre>{@code
 * PatchResult result = PatchEngine.create().read(reply, tree);
 * if (result instanceof PatchResult.Placed placed) {
 *     FileTree changed = placed.edits().applyTo(tree);
 * }
 * }</pre>
 *
 * A reply is edited into the tree as a whole or refused as a whole. It is never applied on a guess: the package's
 * documentation has the rules. Time and memory are bounded, whatever the reply says: no reply that was made to be slow has
 * taken more than 6 s on one core, and none more than 128 MiB of heap, for a file of 100,000 lines.
 */
public final class PatchEngine {
    private static final int MOST_REASONS = 20;
    static final String NOTHING = "the reply changes nothing: the files say already what it wants them to say";

    private PatchEngine() {}

    public static PatchEngine create() {
        return new PatchEngine();
    }

    /**
     * Reads a reply. Throws nothing of its own, whatever the reply is.
     *
     * @param tree what the reply is about; only files that it names are read
     */
    public PatchResult read(String reply, FileTree tree) {
        try {
            return plan(ReplyText.unwrap(reply), tree);
        } catch (Refused refused) {
            return new Refusal(refused.reasons());
        }
    }

    /**
     * Reads a reply as it came, byte for byte: lines of files in other encodings than UTF-8 are found and kept.
     *
     * @param tree what the reply is about; only files that it names are read
     */
    public PatchResult read(byte[] reply, FileTree tree) {
        try {
            return plan(ReplyText.unwrap(reply), tree);
        } catch (Refused refused) {
            return new Refusal(refused.reasons());
        }
    }

    /**
     * Reads a reply that was written for a tree as it was, and carries its edits over to the tree as it is: a branch that
     * has moved on meanwhile. An edit whose lines, or the ones next to them, say something else now refuses the whole reply.
     * If both trees are the same, this is what {@link #read(String, FileTree)} returns.
     *
     * @param tree what the edits are for
     * @param base what the reply was written for; the placements of its hunks speak of this one's lines
     */
    public PatchResult read(String reply, FileTree tree, FileTree base) {
        return carriedOver(read(reply, base), tree, base);
    }

    /**
     * Reads a reply as it came, byte for byte, that was written for a tree as it was; see {@link #read(String, FileTree,
     * FileTree)}.
     *
     * @param tree what the edits are for
     * @param base what the reply was written for; the placements of its hunks speak of this one's lines
     */
    public PatchResult read(byte[] reply, FileTree tree, FileTree base) {
        return carriedOver(read(reply, base), tree, base);
    }

    /**
     * Carries edits over from the tree that they were made for to the tree as it is, by the same rules.
     *
     * @param tree what the edits are to be for
     * @param base what they were made for
     */
    public PatchResult carryOver(Edits edits, FileTree tree, FileTree base) {
        return carriedOver(new Placed(edits, List.of()), tree, base);
    }

    private static PatchResult carriedOver(PatchResult result, FileTree tree, FileTree base) {
        if (!(result instanceof Placed placed)) {
            return result;
        }
        try {
            Optional<Edits> edits = new CarriedOver(base, tree).of(placed.edits());
            return edits.isPresent() ? new Placed(edits.get(), placed.hunks()) : new Refusal(List.of(NOTHING));
        } catch (Refused refused) {
            return refusal(refused.reasons());
        }
    }

    private static PatchResult plan(Lines reply, FileTree tree) throws Refused {
        List<FilePatch> patches = ReplyReader.read(reply);
        PatchResult asWritten = plan(patches, tree);
        if (!Entities.mayBeEscaped(patches)) {
            return asWritten;
        }
        PatchResult unescaped = plan(Entities.unescaped(patches), tree);
        if (asWritten instanceof Placed placed && unescaped instanceof Placed) {
            if (Entities.areUnknownTo(placed.edits(), tree)) {
                return unescaped;
            }
            return new Refusal(
                    List.of("it cannot be told whether '&lt;', '&amp;' and the like in the reply are meant, or"
                            + " stand for '<' and '&': its removed and context lines have none"));
        }
        return unescaped instanceof Placed ? unescaped : asWritten;
    }

    private static PatchResult plan(List<FilePatch> patches, FileTree tree) {
        List<String> reasons = new ArrayList<>();
        SearchBudget budget = new SearchBudget();
        FileParts parts = parts(patches, new Targets(tree, budget), reasons);
        FilePlanner planner = new FilePlanner(tree, budget);
        List<FileEdit> edits = new ArrayList<>();
        List<HunkPlacement> placements = new ArrayList<>();
        for (Map.Entry<Target, List<Hunk>> part : parts.hunks().entrySet()) {
            if (reasons.size() >= MOST_REASONS) {
                break; // the reply is refused, and reasons cost time
            }
            try {
                FilePlan plan = planner.plan(part.getKey(), part.getValue());
                plan.edit().ifPresent(edits::add);
                placements.addAll(plan.hunks());
            } catch (Refused refused) {
                reasons.addAll(refused.reasons());
            }
        }
        if (reasons.isEmpty()) {
            reasons.addAll(clashes(edits));
        }
        if (!reasons.isEmpty()) {
            return refusal(reasons);
        }
        if (edits.isEmpty()) {
            return new Refusal(List.of(NOTHING));
        }
        return new Placed(new Edits(edits), placements);
    }

    /** Says which files of a reply would have to be files and directories at once; with those of the tree no target clashes. */
    private static List<String> clashes(List<FileEdit> edits) {
        Set<String> paths =
                edits.stream().flatMap(edit -> edit.after().stream()).collect(Collectors.toCollection(TreeSet::new));
        List<String> clashes = new ArrayList<>();
        for (String path : paths) {
            for (String parent : TreePaths.above(path)) {
                if (paths.contains(parent)) {
                    clashes.add(path + " lies below " + parent + ", which the reply has as a file");
                }
            }
        }
        return clashes;
    }

    private static FileParts parts(List<FilePatch> patches, Targets targets, List<String> reasons) {
        FileParts parts = new FileParts();
        for (FilePatch patch : patches) {
            if (reasons.size() >= MOST_REASONS) {
                break;
            }
            try {
                parts.add(targets.find(patch), patch.hunks());
            } catch (Refused refused) {
                reasons.addAll(refused.reasons());
            }
        }
        return parts;
    }

    private static Refusal refusal(List<String> reasons) {
        List<String> shown =
                new ArrayList<>(reasons.stream().distinct().limit(MOST_REASONS).toList());
        if (reasons.size() >= MOST_REASONS) {
            shown.add("there may be more of this kind");
        }
        return new Refusal(shown);
    }
}
