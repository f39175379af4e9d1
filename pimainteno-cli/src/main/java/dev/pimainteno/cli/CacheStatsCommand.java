package dev.pimainteno.cli;

import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.CacheUsage.NamespaceUsage;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cache stats}: what is remembered, and how much room it takes. */
@Command(
        name = "stats",
        description = "Says how many of the model's answers are kept, where, and how much room they take.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the cache cannot be read",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno cache stats", "  pimainteno cache stats --json | jq .bytes_on_disk"})
final class CacheStatsCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    CacheStatsCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        CacheUsage usage = usage(configuration.cache());
        if (json) {
            new JsonLines(surroundings.out()).write(fields(usage));
        } else {
            show(usage, spec.commandLine().getOut());
        }
        return ExitCode.GOOD;
    }

    private static CacheUsage usage(CacheSettings settings) {
        Optional<StoredCache> opened = Files.notExists(settings.path(), LinkOption.NOFOLLOW_LINKS)
                ? Optional.empty()
                : AnswerStore.openToLook(settings);
        if (opened.isEmpty()) {
            String store = settings.store().name().toLowerCase(Locale.ROOT);
            return new CacheUsage(store, settings.path(), Map.of(), 0, settings.maxBytes());
        }
        try (StoredCache cache = opened.get()) {
            return cache.usage();
        }
    }

    private static void show(CacheUsage usage, PrintWriter out) {
        out.println("store      " + usage.store());
        out.println("directory  " + Printable.line(usage.directory().toString()));
        out.println("on disk    " + Size.of(usage.bytesOnDisk()) + " of " + Size.of(usage.maxBytes()));
        out.println("entries    %,d, of %s".formatted(usage.entries(), Size.of(usage.valueBytes())));
        usage.namespaces()
                .forEach((name, part) -> out.println(
                        "  %-16s %,d, of %s".formatted(Printable.line(name), part.entries(), Size.of(part.bytes()))));
    }

    private static Map<String, Object> fields(CacheUsage usage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("store", usage.store());
        fields.put("directory", usage.directory());
        fields.put("bytes_on_disk", usage.bytesOnDisk());
        fields.put("max_bytes", usage.maxBytes());
        fields.put("entries", usage.entries());
        fields.put("value_bytes", usage.valueBytes());
        Map<String, Object> namespaces = new LinkedHashMap<>();
        usage.namespaces().forEach((name, part) -> namespaces.put(name, fields(part)));
        fields.put("namespaces", namespaces);
        return fields;
    }

    private static Map<String, Object> fields(NamespaceUsage usage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("entries", usage.entries());
        fields.put("bytes", usage.bytes());
        return fields;
    }
}
