package dev.pimainteno.cli;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A project with a misspelt word, a scripted model that corrects it, and the command that runs and looks back. */
final class MaintainedShop {
    static final String SUMMARY = """
            # shop

            A shop. Test it with `make test`.
            """;
    static final String IMPROVEMENT = """
            --- a/README.md
            +++ b/README.md
            @@ -1,2 +1,2 @@
             shop
            -a smal shop
            +a small shop
            """;
    static final String MESSAGE = "{\"subject\": \"Correct a word\", \"body\": \"It was misspelt.\"}";

    private final Path directory;
    private final TemporaryRepository repository;
    private final TestedCommand command;

    private MaintainedShop(Path directory, TemporaryRepository repository) {
        this.directory = directory;
        this.repository = repository;
        this.command = TestedCommand.in(directory);
    }

    static MaintainedShop in(Path directory) {
        TemporaryRepository repository = TemporaryRepository.create(directory.resolve("shop"));
        repository.commit("Begin", Map.of("README.md", "shop\na smal shop\n"));
        return new MaintainedShop(directory, repository).configure("delivery = \"commit\"\nverify = [[\"true\"]]\n");
    }

    /** Lets the model answer with these texts in the next runs, then with nothing worth doing. */
    MaintainedShop answering(String... answers) {
        try {
            Files.deleteIfExists(directory.resolve("codex/calls")); // They are counted anew.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ScriptedCodex.answering(directory.resolve("codex"), answers);
        return this;
    }

    /** Configures the project with these further lines. */
    MaintainedShop configure(String project) {
        String codex = "[llm]\ncommand = \"" + directory.resolve("codex/codex") + "\"\napi_key_env = \""
                + ScriptedCodex.KEY_VARIABLE + "\"\n";
        command.file(
                "PiMainteno.toml",
                "[state]\npath = \"state\"\n" + codex + "[[projects]]\npath = \"shop\"\n" + project
                        + "[[projects]]\npath = \"blog\"\n");
        return this;
    }

    /** Lets the model correct the word, and delivers that. */
    RunId delivered() {
        answering(SUMMARY, IMPROVEMENT, MESSAGE);
        Invocation run = command.run("run", "shop");
        if (!run.out().startsWith("shop: delivered: ")) {
            throw new IllegalStateException(run.out() + run.err());
        }
        return newest();
    }

    RunId newest() {
        return new RunId(command.run("runs", "--limit", "1")
                .out()
                .lines()
                .toList()
                .get(1)
                .substring(0, 22));
    }

    Invocation run(String... arguments) {
        return command.run(arguments);
    }

    TemporaryRepository repository() {
        return repository;
    }

    Path state() {
        return directory.resolve("state");
    }

    /** Opens the database that the command uses. */
    JdbcStore store() {
        return JdbcStore.open(state().resolve("pimainteno.db"));
    }
}
