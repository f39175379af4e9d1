package dev.pimainteno.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps every text whole. */
final class InMemoryArtifacts implements Artifacts {
    private final Map<RunId, SortedMap<ArtifactName, String>> runs = new ConcurrentHashMap<>();

    @Override
    public Artifact keep(RunId run, ArtifactName name, String text) {
        runs.computeIfAbsent(run, unknown -> new ConcurrentSkipListMap<>()).put(name, text);
        byte[] bytes = text.getBytes(UTF_8);
        return new Artifact(name, ArtifactDigest.sha256(bytes), bytes.length, true);
    }

    @Override
    public Optional<String> read(RunId run, ArtifactName name) {
        return Optional.ofNullable(kept(run).get(name));
    }

    @Override
    public List<ArtifactName> names(RunId run) {
        return List.copyOf(kept(run).keySet());
    }

    @Override
    public List<RunId> runs() {
        return runs.keySet().stream().sorted().toList();
    }

    @Override
    public void remove(RunId run) {
        runs.remove(run);
    }

    private SortedMap<ArtifactName, String> kept(RunId run) {
        return runs.getOrDefault(run, new TreeMap<>());
    }
}
