package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.patch.PatchEngine;
import dev.pimainteno.patch.PatchResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pimainteno's own engine, over a tree in memory. */
final class EnginePatcher implements Patcher {
    private final PatchEngine engine = PatchEngine.create();
    private final FileTree tree;

    EnginePatcher(Map<String, byte[]> files) {
        this.tree = FileTree.of(files);
    }

    @Override
    public Optional<Patched> patch(byte[] reply) {
        if (!(engine.read(reply, tree) instanceof PatchResult.Placed placed)) {
            return Optional.empty();
        }
        Map<String, byte[]> contents = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (FileEdit edit : placed.edits().files()) {
            edit.before().ifPresent(gone::add);
            edit.after().ifPresent(path -> {
                gone.remove(path);
                contents.put(path, edit.content());
            });
        }
        return Optional.of(new Patched(contents, gone));
    }
}
