package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.samples.benchmarks.PatchCase.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts how many replies of the corpus each engine understands, and names those that all of them can do. */
public final class PatchRecovery {
    private PatchRecovery() {}

    public static void main(String[] arguments) {
        print(System.out);
    }

    private static void print(PrintStream out) {
        List<PatchCase> cases = PatchCase.all();
        List<PatchCase> must = cases.stream().filter(PatchCase::mustBeRecovered).toList();
        List<PatchCase> mustNot =
                cases.stream().filter(patchCase -> patchCase.after().isEmpty()).toList();
        out.printf("| engine | right of %d | wrong | edited of %d to refuse |%n", must.size(), mustNot.size());
        out.println("| --- | --- | --- | --- |");
        for (Patcher.Kind kind : Patcher.Kind.values()) {
            Map<Outcome, Integer> made = count(kind, must);
            out.printf(
                    "| %s | %d | %d | %d |%n",
                    kind.label(),
                    made.getOrDefault(Outcome.RIGHT, 0),
                    made.getOrDefault(Outcome.WRONG, 0),
                    count(kind, mustNot).getOrDefault(Outcome.WRONG, 0));
        }
        out.printf("%nAll can do: %s%n", doneByAll(must));
    }

    private static Map<Outcome, Integer> count(Patcher.Kind kind, List<PatchCase> cases) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        cases.forEach(patchCase -> counts.merge(judge(kind, patchCase), 1, Integer::sum));
        return counts;
    }

    private static List<String> doneByAll(List<PatchCase> cases) {
        List<String> done = new ArrayList<>();
        for (PatchCase patchCase : cases) {
            boolean all = true;
            for (Patcher.Kind kind : Patcher.Kind.values()) {
                all &= judge(kind, patchCase) == Outcome.RIGHT;
            }
            if (all) {
                done.add(patchCase.id() + " (" + patchCase.damage() + ")");
            }
        }
        return done;
    }

    static Outcome judge(Patcher.Kind kind, PatchCase patchCase) {
        try (Patcher patcher = kind.open(patchCase.files())) {
            return patchCase.judge(patcher);
        }
    }
}
