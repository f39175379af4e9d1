package dev.pimainteno;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.pimainteno.cache.KnowsTooMuch;
import dev.pimainteno.failure.PimaintenoException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "dev.pimainteno";

    /** Which packages each package may know besides itself, from the bottom up. A package that is not named fails. */
    private static final Map<String, Set<String>> MAY_KNOW = layers();

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static Map<String, Set<String>> layers() {
        Map<String, Set<String>> layers = new HashMap<>();
        layers.put("failure", Set.of());
        layers.put("redaction", Set.of());
        layers.put("process", Set.of("failure", "redaction"));
        layers.put("sandbox", Set.of("failure", "process"));
        layers.put("service", Set.of("failure"));
        layers.put("cache", Set.of("failure"));
        layers.put("project", Set.of("failure", "process", "service"));
        layers.put("change", Set.of("failure", "project"));
        layers.put("llm", Set.of("failure", "project"));
        layers.put("answers", Set.of("failure", "project", "cache", "llm"));
        layers.put("journal", Set.of("failure", "project", "change"));
        layers.put("budget", Set.of("failure", "project", "llm", "journal"));
        layers.put("learning", Set.of("failure", "redaction", "project", "change", "journal"));
        layers.put("review", Set.of("failure", "process", "project", "change", "git", "gate", "journal"));
        layers.put("task", Set.of("failure", "process", "service", "project", "change", "layout", "llm"));
        layers.put("patch", Set.of("failure", "project", "change"));
        layers.put("layout", Set.of("failure", "process", "project", "change"));
        layers.put("git", Set.of("failure", "process", "project", "change"));
        layers.put("report", Set.of("failure"));
        layers.put(
                "gate",
                Set.of(
                        "failure",
                        "redaction",
                        "process",
                        "sandbox",
                        "project",
                        "change",
                        "layout",
                        "report",
                        "git",
                        "llm",
                        "task"));
        layers.put("delivery", Set.of("failure", "process", "project", "change", "git"));
        Set<String> belowPipeline = new HashSet<>(layers.keySet());
        layers.put("pipeline", Set.copyOf(belowPipeline));
        layers.put("config", Set.of("failure", "process", "sandbox", "service", "project", "budget", "llm"));
        belowPipeline.add("pipeline");
        layers.put("", Set.copyOf(belowPipeline));
        return Map.copyOf(layers);
    }

    @Test
    void seesTheWholeModule() {
        assertThat(CORE.size()).isGreaterThanOrEqualTo(60);
        assertThat(CORE).extracting(ArchitectureTest::layer).containsAll(Set.of("cache", "llm", "process", "change"));
    }

    @Test
    void packagesKnowOnlyWhatLiesBelowThem() {
        classes().should(knowOnlyWhatLiesBelow()).check(CORE);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void theLayersThemselvesFormNoCircle() {
        Set<String> placed = new HashSet<>();
        while (placed.size() < MAY_KNOW.size()) {
            List<String> next = MAY_KNOW.keySet().stream()
                    .filter(layer -> !placed.contains(layer) && placed.containsAll(MAY_KNOW.get(layer)))
                    .toList();
            assertThat(next).as("layers that may come after %s", placed).isNotEmpty();
            placed.addAll(next);
        }
    }

    @Test
    void nothingWritesToTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }

    @Test
    void nothingLogsPastSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
    }

    @Test
    void nothingThrowsAnExceptionThatSaysNothing() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CORE);
    }

    @Test
    void everyFailureHasTheSameRootAndNoHeirs() {
        classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .and()
                .doNotHaveFullyQualifiedName(PimaintenoException.class.getName())
                .should()
                .beAssignableTo(PimaintenoException.class)
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    @Test
    void nothingIsNamedAfterHavingNoName() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(Default\\w*|\\w*(Utils?|Helper|Manager|Impl))")
                .check(CORE);
    }

    @Test
    void noStateIsStatic() {
        fields().that().areStatic().should().beFinal().check(CORE);
    }

    @Test
    void theRuleNoticesAPackageThatKnowsTooMuch() {
        JavaClasses wrong = new ClassFileImporter().importClasses(KnowsTooMuch.class);

        assertThatThrownBy(() -> classes().should(knowOnlyWhatLiesBelow()).check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("journal");
    }

    private static ArchCondition<JavaClass> knowOnlyWhatLiesBelow() {
        return new ArchCondition<>("know only what lies below them") {
            @Override
            public void check(JavaClass known, ConditionEvents events) {
                for (Dependency dependency : known.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String from = layer(known);
                    String to = layer(target);
                    boolean foreign = !target.getPackageName().startsWith(ROOT);
                    boolean below = MAY_KNOW.getOrDefault(from, Set.of()).contains(to);
                    if (!foreign && !from.equals(to) && !below) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
                if (!MAY_KNOW.containsKey(layer(known))) {
                    events.add(SimpleConditionEvent.violated(known, known.getName() + " lies in no known layer"));
                }
            }
        };
    }

    /** Returns the first part of a class's package below the root; empty for the root itself. */
    private static String layer(JavaClass known) {
        String name = known.getPackageName();
        return name.length() <= ROOT.length()
                ? ""
                : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
