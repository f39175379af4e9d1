package dev.pimainteno.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class FirstConfigurationProperties {

    @Property
    void loadsWithoutAProblemAndMeansWhatWasFound(
            @ForAll @Size(min = 1, max = 6) List<@From("paths") Path> paths,
            @ForAll @Size(min = 1, max = 4) List<@From("arguments") String> arguments)
            throws IOException {
        List<Path> different = paths.stream().distinct().toList();
        Command command = new Command(arguments);
        List<ProposedProject> proposals = new Proposals(List.of())
                .of(different).stream()
                        .map(p -> new ProposedProject(
                                p.id(), p.path(), List.of(guess(command), guess(command)), p.unit(), arguments.get(0)))
                        .toList();

        Configuration configuration = load(new FirstConfiguration(proposals).text());

        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.projects()).extracting(Project::path).isEqualTo(different);
        assertThat(configuration.projects()).allSatisfy(project -> {
            assertThat(project.delivery()).isEqualTo(DeliveryMode.OBSERVE);
            assertThat(project.verify()).containsExactly(command);
            assertThat(project.service()).isEmpty();
        });
    }

    @Property
    void namesAreDistinctWhereUpperAndLowerCaseAreOne(@ForAll @Size(max = 20) List<@From("paths") Path> paths) {
        List<ProposedProject> proposals = new Proposals(List.of()).of(paths);

        assertThat(proposals.stream().map(p -> p.id().value().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .hasSize(paths.size());
    }

    @Provide
    Arbitrary<Path> paths() {
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("ab AB.-_\"'\\#[]{}=,~äЖ中\u202e\u00a0$`*?|&;<>")
                .ofMinLength(1)
                .ofMaxLength(80);
        Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(8);
        return Arbitraries.oneOf(odd, any)
                .filter(name -> !name.contains("/") && name.chars().noneMatch(Character::isISOControl))
                .filter(FirstConfigurationProperties::isFileName)
                .map(name -> Path.of("/srv", name))
                .filter(path -> path.equals(path.normalize()));
    }

    @Provide
    Arbitrary<String> arguments() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(text -> !text.isBlank() && text.indexOf('\0') < 0 && isText(text));
    }

    private static boolean isFileName(String name) {
        return isText(name) && name.indexOf('\ufffd') < 0;
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static VerifyGuess guess(Command command) {
        return new VerifyGuess(List.of(command), List.of("Makefile"));
    }

    private static Configuration load(String text) throws IOException {
        Path file = Files.createTempFile("first", ".toml");
        try {
            Files.writeString(file, text);
            return Configuration.load(file, Map.of("HOME", "/home/dev"));
        } finally {
            Files.delete(file);
        }
    }
}
