package dev.pimainteno.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is, and on which Java it runs. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
        return new String[] {
            "pimainteno " + version, "Java " + Runtime.version() + " in " + System.getProperty("java.home")
        };
    }
}
