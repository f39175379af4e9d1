package dev.pimainteno.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.project.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps every text of the newest runs, whole. Guarded by its own monitor. */
final class InMemoryArtifacts implements Artifacts {
    private final SortedMap<RunId, SortedMap<ArtifactName, String>> runs = new TreeMap<>();
    private final int maxRuns;

    InMemoryArtifacts(int maxRuns) {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns must be positive, not " + maxRuns);
        }
        this.maxRuns = maxRuns;
    }

    @Override
    public synchronized Artifact keep(RunId run, ArtifactName name, String text) {
        runs.computeIfAbsent(run, unknown -> new TreeMap<>()).put(name, text);
        while (runs.size() > maxRuns) {
            runs.remove(runs.firstKey());
        }
        byte[] bytes = text.getBytes(UTF_8);
        return new Artifact(name, ArtifactDigest.sha256(bytes), bytes.length, true);
    }

    @Override
    public synchronized Optional<String> read(RunId run, ArtifactName name) {
        return Optional.ofNullable(kept(run).get(name));
    }

    @Override
    public synchronized List<ArtifactName> names(RunId run) {
        return List.copyOf(kept(run).keySet());
    }

    @Override
    public synchronized List<RunId> runs() {
        return new ArrayList<>(runs.keySet());
    }

    @Override
    public synchronized void remove(RunId run) {
        runs.remove(run);
    }

    private SortedMap<ArtifactName, String> kept(RunId run) {
        return runs.getOrDefault(run, new TreeMap<>());
    }
}
