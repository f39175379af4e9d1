package dev.pimainteno.project;

import java.util.Locale;

/** A way to prove changes that is found in the build files of a project, in the words of the configuration in lower case. */
public enum VerifyPreset {
    /** The likeliest of all. */
    AUTO,
    MAVEN,
    GRADLE,
    CARGO,
    GO,
    /** By the package manager that the lock file belongs to: npm, pnpm, yarn or bun. */
    NPM,
    /** Or tox, or the standard library's runner, where a project uses that. */
    PYTEST,
    MIX,
    SWIFT,
    MAKE,
    MESON,
    CMAKE;

    /** Returns the word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
