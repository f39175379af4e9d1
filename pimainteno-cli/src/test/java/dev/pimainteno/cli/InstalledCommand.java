package dev.pimainteno.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** An installation of the command: the real launcher, and one jar that refers to the classes under test. */
final class InstalledCommand {
    private final Path home;

    private InstalledCommand(Path home) {
        this.home = home;
    }

    static InstalledCommand in(Path home) {
        InstalledCommand command = new InstalledCommand(home);
        try {
            Files.createDirectories(home.resolve("bin"));
            Files.createDirectories(home.resolve("lib"));
            Files.copy(
                    Path.of("src/main/dist/bin/pimainteno"), command.launcher(), StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(command.launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
            command.writeJar();
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path launcher() {
        return home.resolve("bin/pimainteno");
    }

    /** Prepares a process of the command; its output is one stream, and of variables it has a few only. */
    ProcessBuilder process(Path directory, List<String> prefix, String... arguments) {
        List<String> argv = new ArrayList<>(prefix);
        argv.add(launcher().toString());
        argv.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", ""));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().put(ScriptedCodex.KEY_VARIABLE, "key");
        return builder;
    }

    private void writeJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(home.resolve("lib/pimainteno.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
    }
}
