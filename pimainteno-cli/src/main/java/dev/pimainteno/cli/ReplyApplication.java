package dev.pimainteno.cli;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.patch.FolderEditor;
import dev.pimainteno.patch.FolderException;
import dev.pimainteno.patch.FolderTree;
import dev.pimainteno.patch.HunkPlacement;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import dev.pimainteno.patch.PatchResult.Placed;
import dev.pimainteno.patch.PatchResult.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply on its way into a directory. Immutable.
 *
 * @param check whether to write nothing
 * @param explain whether to say of each hunk what found its place
 */
record ReplyApplication(PatchEngine engine, Path directory, boolean check, boolean explain) {

    /**
     * What became of a reply.
     *
     * @param lines what was edited and where, or why nothing was
     */
    record Result(boolean applied, List<String> lines) {
        Result {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @throws FolderException if the directory cannot be read, or not be written as it should
     */
    Result apply(byte[] reply) {
        return finish(engine.read(reply, FolderTree.open(directory)));
    }

    /**
     * @throws FolderException if the directory cannot be read, or not be written as it should
     */
    Result apply(String reply) {
        return finish(engine.read(reply, FolderTree.open(directory)));
    }

    private Result finish(PatchResult result) {
        if (result instanceof Refusal refusal) {
            return new Result(false, refusal.reasons());
        }
        Placed placed = (Placed) result;
        List<String> lines = new ArrayList<>();
        placed.edits().files().stream().map(FileEdit::toString).forEach(lines::add);
        if (explain) {
            placed.hunks().stream().map(HunkPlacement::toString).forEach(lines::add);
        }
        if (!check) {
            write(placed, lines);
        }
        return new Result(true, lines);
    }

    private void write(Placed placed, List<String> lines) {
        try {
            FolderEditor.open(directory).write(placed.edits());
        } catch (FolderException e) {
            if (e.reason() != FolderException.Reason.LEFTOVER) {
                throw e;
            }
            lines.add(e.getMessage());
        }
    }
}
