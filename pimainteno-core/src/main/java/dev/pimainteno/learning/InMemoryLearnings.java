package dev.pimainteno.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Rules on the heap, guarded by their own monitor. */
final class InMemoryLearnings implements Learnings {
    private static final Comparator<Learning> ORDER = Comparator.comparing(Learning::learned)
            .thenComparing(learning -> learning.id().value());

    private final List<Learning> kept = new ArrayList<>();

    @Override
    public synchronized List<Learning> all() {
        return kept.stream().sorted(ORDER).toList();
    }

    @Override
    public synchronized void keep(Learning learning) {
        kept.removeIf(other -> other.id().equals(learning.id()));
        List<Learning> same = kept.stream()
                .filter(other -> Objects.equals(other.ofProject(), learning.ofProject()))
                .sorted(Comparator.comparing(Learning::expires)
                        .thenComparing(other -> other.id().value()))
                .toList();
        kept.removeAll(same.subList(0, Math.max(0, same.size() - MOST + 1)));
        kept.add(learning);
    }

    @Override
    public synchronized boolean remove(LearningId id) {
        return kept.removeIf(learning -> learning.id().equals(id));
    }
}
