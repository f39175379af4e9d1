package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The installation that the build leaves in {@code target/pimainteno}, and copies of it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InstallationIT {
    private static final Path BUILT = Path.of("target/pimainteno").toAbsolutePath();
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void holdsNoSignedJar() throws IOException {
        for (Path jar : jars(BUILT)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.stream().map(entry -> entry.getName()))
                        .as(jar.toString())
                        .noneMatch(name -> name.matches("META-INF/[^/]*[.](SF|RSA|DSA|EC)"));
                assertThat(file.getManifest().getEntries().values().stream()
                                .flatMap(attributes -> attributes.keySet().stream())
                                .map(Object::toString))
                        .as(jar.toString())
                        .noneMatch(name -> name.endsWith("-Digest"));
            }
        }
    }

    @Test
    void holdsNativeLibrariesForLinuxOnly() throws IOException {
        List<String> libraries = new ArrayList<>();
        for (Path jar : jars(BUILT)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.matches(".*[.](so|dll|dylib|jnilib)"))
                        .forEach(libraries::add);
            }
        }

        assertThat(libraries)
                .containsExactlyInAnyOrder(
                        "librocksdbjni-linux64.so",
                        "librocksdbjni-linux-aarch64.so",
                        "org/sqlite/native/Linux/armv6/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/armv7/libsqlitejdbc.so",
                        "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so");
    }

    @Test
    void holdsTheLibraryOfTheDatabaseAsAFileForEachOfTheTwo() throws IOException {
        Path natives = BUILT.resolve("lib/native/org/sqlite/native/Linux");

        assertThat(natives.resolve("aarch64/libsqlitejdbc.so")).isNotEmptyFile();
        assertThat(natives.resolve("x86_64/libsqlitejdbc.so")).isNotEmptyFile();
        assertThat(Files.readString(BUILT.resolve("bin/pimainteno")))
                .contains("natives=$home/lib/native/org/sqlite/native/Linux/$(uname -m)\n");
    }

    @Test
    void staysSmall() throws IOException {
        long size = 0;
        for (Path jar : jars(BUILT)) {
            size += Files.size(jar);
        }

        assertThat(jars(BUILT)).hasSizeBetween(25, 40);
        assertThat(size).isLessThan(33 * MEBIBYTE);
    }

    @Test
    void namesEveryJarInAnOrderThatDoesNotDependOnTheDirectory() throws IOException {
        List<String> others = jars(BUILT).stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> !name.equals("pimainteno.jar"))
                .toList();

        try (JarFile command = new JarFile(BUILT.resolve("lib/pimainteno.jar").toFile())) {
            String classPath = command.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(classPath.split(" ")).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    @Test
    void takesItsClassesFromTheArchiveThatTheBuildMade() throws Exception {
        assertThat(archives(BUILT)).isNotEmpty();

        assertThat(archivedClasses(BUILT)).isGreaterThan(50);
    }

    @Test
    void passesOverTheArchiveInACopyAndMakesItsOwn() throws Exception {
        Path copy = copy();
        for (Path jar : jars(copy)) {
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now())); // As cp does.
        }

        assertThat(archivedClasses(copy)).isZero();
        assertThat(output(copy, "pimainteno", "", "--version")).startsWith("pimainteno ");

        assertThat(output(copy, "pimainteno-archive", "")).contains(", used from now on by ");
        assertThat(archivedClasses(copy)).isGreaterThan(50);
        assertThat(files(copy, ""))
                .noneMatch(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void passesOverAnArchiveThatIsDamaged() throws Exception {
        Path copy = copy();
        for (Path archive : archives(copy)) {
            Files.writeString(archive, "no archive", StandardOpenOption.TRUNCATE_EXISTING);
        }

        assertThat(output(copy, "pimainteno", "", "--version")).startsWith("pimainteno ");
    }

    @Test
    void passesOverTheArchiveOfAJarThatWasReplacedByOneOfEqualSize() throws Exception {
        Path copy = copy();
        output(copy, "pimainteno-archive", "");
        assertThat(archivedClasses(copy)).isGreaterThan(50);
        Path jar = copy.resolve("lib/pimainteno.jar");

        // As a build gives it to the jar of every version.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(archivedClasses(copy)).isZero();
    }

    @Test
    void saysThatOnlyTheOwnerCanMakeAnArchive() throws Exception {
        Path copy = copy();
        Path lib = copy.resolve("lib");
        Files.move(lib, copy.resolve("elsewhere"));

        assertThat(run(copy, "pimainteno-archive", ""))
                .isEqualTo(new Outcome(
                        1,
                        "pimainteno-archive: cannot write to " + lib
                                + ": run this as the owner of the installation\n"));
    }

    /** Returns how many of the program's own classes come from an archive when it shows its version. */
    private long archivedClasses(Path installation) throws Exception {
        return output(installation, "pimainteno", "-Xlog:class+load:stdout", "--version")
                .lines()
                .filter(line -> line.contains(" dev.pimainteno.") || line.contains(" picocli."))
                .filter(line -> line.contains("source: shared objects file"))
                .count();
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.filter(path -> !path.equals(BUILT)).toList()) {
                Files.copy(file, copy.resolve(BUILT.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static List<Path> jars(Path installation) throws IOException {
        return files(installation, ".jar");
    }

    private static List<Path> archives(Path installation) throws IOException {
        List<Path> archives = new ArrayList<>(files(installation, ".jsa"));
        archives.addAll(files(installation, ".aot"));
        return archives;
    }

    private static List<Path> files(Path installation, String ending) throws IOException {
        try (Stream<Path> files = Files.list(installation.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Returns what a program prints that succeeds. */
    private String output(Path installation, String program, String javaOptions, String... arguments) throws Exception {
        Outcome outcome = run(installation, program, javaOptions, arguments);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private Outcome run(Path installation, String program, String javaOptions, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(
                List.of(installation.resolve("bin").resolve(program).toString()));
        argv.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PIMAINTENO_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int exitCode, String output) {}
}
