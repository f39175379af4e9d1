package dev.pimainteno.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which files a command sees, on top of a system that can only be read. Immutable.
 *
 * @param steps in the order in which they are to be made, those of a directory before those of what lies in it
 * @param layers directories to be covered afterwards by layers that take what is written
 * @param masked files in those directories that are to be empty
 */
public record FileView(List<Step> steps, List<Layer> layers, List<Path> masked) {
    /** Something that is mounted. */
    public sealed interface Step {
        /** Returns where. */
        Path place();
    }

    /** An empty directory. */
    public record Hidden(Path place) implements Step {}

    /** Something of the host for reading. */
    public record Shown(Path source, Path place) implements Step {}

    /** A directory of the host for reading and writing. */
    public record Writable(Path source, Path place) implements Step {}

    /** What takes what is written over a directory; see overlayfs. */
    public record Layer(Path lower, Path upper, Path work) {}

    /** How a prelude that does not succeed ends, after {@link #TROUBLE}. */
    static final int FAILED = 97;

    /** What it then prints first. */
    static final String TROUBLE = "the sandbox cannot be set up";

    /** What a process of the user root could change of the kernel although it has no capability. */
    public static final List<String> KERNEL_SETTINGS =
            List.of("/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/acpi", "/proc/scsi");

    private static final String PRELUDE = """
            mount=$1; shift
            fail() { echo "%s: $1"; exit %d; }
            while [ "$1" != -- ]; do
                case $1 in
                    layer)
                        "$mount" -t overlay overlay -o "lowerdir=$2,upperdir=$3,workdir=$4,userxattr" "$2" || fail "a layer over $2"
                        shift 4 ;;
                    close)
                        "$mount" --bind "$2" "$2" && "$mount" -o remount,bind,ro "$2" || fail "$2 is not closed"
                        shift 2 ;;
                    mask)
                        "$mount" --bind /dev/null "$2" || fail "$2 is not masked"
                        shift 2 ;;
                    *) fail "unknown word $1" ;;
                esac
            done
            shift
            exec "$@"
            """.formatted(TROUBLE, FAILED);

    /** What overlayfs takes for the end of a path. */
    private static final String SPECIAL = "[^,:\\\\\"']*";

    public FileView {
        steps = List.copyOf(steps);
        layers = List.copyOf(layers);
        masked = List.copyOf(masked);
    }

    /**
     * Puts a view together and makes the directories that it needs.
     *
     * @param layered whether layers can be had; otherwise caches can only be read
     */
    public static FileView of(HostDirectories host, Scratch scratch, Allowance allowance, boolean layered)
            throws IOException {
        scratch.prepare();
        List<Step> steps = new ArrayList<>();
        for (Path hidden : host.hidden()) {
            if (!hidden.equals(host.home())) {
                steps.add(new Hidden(hidden));
            }
        }
        if (Files.isDirectory(host.home()) && host.home().getNameCount() > 0) {
            steps.add(new Writable(scratch.home(), host.home()));
        }
        for (String temporary : new String[] {"/tmp", "/var/tmp"}) {
            Path own = Files.createDirectories(scratch.temporary().resolve(temporary.substring(1)));
            steps.add(new Writable(own, Path.of(temporary)));
        }
        host.toolchains().forEach(place -> steps.add(new Shown(place, place)));
        List<Layer> layers = new ArrayList<>();
        for (Path cache : host.caches()) {
            steps.add(new Shown(cache, cache));
            Path layer = scratch.layer(cache);
            if (layered && cache.toString().matches(SPECIAL) && layer.toString().matches(SPECIAL)) {
                layers.add(new Layer(
                        cache,
                        Files.createDirectories(layer.resolve("upper")),
                        Files.createDirectories(layer.resolve("work"))));
            }
        }
        steps.add(new Writable(scratch.layers(), scratch.layers()));
        for (Path readable : allowance.readable()) {
            if (Files.exists(readable)) {
                steps.add(new Shown(readable, readable));
            }
        }
        if (allowance.network()) {
            resolver().forEach(steps::add);
        }
        steps.add(new Writable(scratch.workTree(), scratch.workTree()));
        List<Path> late = new ArrayList<>();
        for (Path masked : host.masked()) {
            if (layers.stream().anyMatch(layer -> masked.startsWith(layer.lower()))) {
                late.add(masked);
            } else if (steps.stream().noneMatch(step -> hides(step, masked))) {
                steps.add(new Shown(Path.of("/dev/null"), masked));
            }
        }
        steps.sort(Comparator.comparingInt(step -> step.place().getNameCount()));
        return new FileView(steps, layers, late);
    }

    /** Name servers are often behind a link to where sockets are. */
    private static List<Step> resolver() throws IOException {
        Path file = Path.of("/etc/resolv.conf");
        return Files.isSymbolicLink(file) && Files.exists(file)
                ? List.of(new Shown(file.toRealPath(), file.toRealPath()))
                : List.of();
    }

    private static boolean hides(Step step, Path file) {
        return step instanceof Hidden && file.startsWith(step.place());
    }

    /**
     * Returns the arguments of a script that makes the layers and masks the files in them, and then becomes the command behind the
     * two dashes that end them. It needs to be allowed to mount.
     */
    public List<String> prelude() {
        return prelude(List.of());
    }

    /**
     * Returns the same for a script that closes some places for writing first.
     *
     * @param closed what is not there is left out
     */
    public List<String> prelude(List<String> closed) {
        List<String> words =
                new ArrayList<>(List.of("/bin/sh", "-c", PRELUDE, "sandbox", SystemPrograms.path("mount")));
        closed.stream()
                .filter(place -> Files.exists(Path.of(place)))
                .forEach(place -> words.addAll(List.of("close", place)));
        for (Layer layer : layers) {
            words.addAll(List.of(
                    "layer",
                    layer.lower().toString(),
                    layer.upper().toString(),
                    layer.work().toString()));
        }
        masked.forEach(file -> words.addAll(List.of("mask", file.toString())));
        words.add("--");
        return words;
    }
}
