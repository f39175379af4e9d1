package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreePaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ProjectDigestProperties {

    @Property(tries = 100)
    void staysWithinItsBudgetAndIsTheSameForTheSameTree(
            @ForAll("trees") Map<String, byte[]> files,
            @ForAll List<String> subjects,
            @ForAll @IntRange(min = 500, max = 4_000) int tokens) {
        Snapshot snapshot = Shop.snapshot(files, subjects.toArray(String[]::new));
        Snapshot again = Shop.snapshot(new HashMap<>(files), subjects.toArray(String[]::new));
        ProjectDigest digest = new ProjectDigest(tokens);

        String text = Quotations.of(digest.of(snapshot, List.of())).text();

        assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(tokens * 4);
        assertThat(Quotations.of(digest.of(again, List.of())).text()).isEqualTo(text);
    }

    @Property(tries = 100)
    void staysWithinItsBudgetWhateverIsWanted(
            @ForAll("trees") Map<String, byte[]> files, @ForAll @IntRange(min = 500, max = 4_000) int tokens) {
        List<Quotation> digest = new ProjectDigest(tokens).of(Shop.snapshot(files), files.keySet());

        assertThat(digest.stream().mapToInt(Quotation::bytes).sum()).isLessThanOrEqualTo(tokens * 4);
    }

    @Provide
    Arbitrary<Map<String, byte[]>> trees() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of(
                        "src", "README.md", "codex.md", "a.py", "pom.xml", "test_a.py", "x.json", "vendor", ".env"),
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(120));
        Arbitrary<String> path = part.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("/", parts))
                .filter(candidate -> TreePaths.problem(candidate).isEmpty());
        Arbitrary<byte[]> content = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Arbitraries.strings().all().ofMaxLength(300).map(text -> text.getBytes(UTF_8)),
                Arbitraries.integers()
                        .between(0, 30_000)
                        .map(length -> "x".repeat(length).getBytes(UTF_8)),
                Arbitraries.integers()
                        .between(0, 2_000)
                        .map(lines -> "a line\n".repeat(lines).getBytes(UTF_8)));
        return Arbitraries.maps(path, content).ofMaxSize(20);
    }
}
