package dev.pimainteno.cli;

import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.Configuration;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cache clear}: forgets the remembered answers, and nothing else. */
@Command(
        name = "clear",
        description = {
            "Forgets the model's answers, those in RocksDB and those in files. What was delivered and what was looked at stays known:",
            "an unchanged project is not asked about again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is empty",
            "1:the cache cannot be written, or another process has it",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno cache clear")
final class CacheClearCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    CacheClearCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        CacheSettings settings = configuration.cache();
        if (Files.notExists(settings.path(), LinkOption.NOFOLLOW_LINKS)) {
            tell("There is nothing to remove: no " + settings.path());
            return ExitCode.GOOD;
        }
        List<Supplier<StoredCache>> openers = AnswerStore.everyKind(settings);
        if (openers.isEmpty()) {
            tell("There is nothing to remove in " + settings.path());
        }
        openers.forEach(this::clear);
        return ExitCode.GOOD;
    }

    private void clear(Supplier<StoredCache> opener) {
        try (StoredCache cache = opener.get()) {
            CacheUsage before = cache.usage();
            cache.clear();
            String entries = before.entries() == 1 ? "1 entry" : "%,d entries".formatted(before.entries());
            tell("Removed " + entries + ", of " + Size.of(before.valueBytes()) + ", from " + before.directory());
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getOut().println(Printable.line(sentence));
    }
}
