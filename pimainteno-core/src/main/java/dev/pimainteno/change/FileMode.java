package dev.pimainteno.change;

/** What an entry of a tree is, in Git's four kinds. */
public enum FileMode {
    REGULAR(0100644),
    EXECUTABLE(0100755),
    SYMLINK(0120000),
    /** A commit of another repository: a submodule. */
    GITLINK(0160000);

    private final int bits;

    FileMode(int bits) {
        this.bits = bits;
    }

    /** Returns Git's mode bits. */
    public int bits() {
        return bits;
    }

    /** Whether the entry is a file with content of its own, executable or not. */
    public boolean isFile() {
        return this == REGULAR || this == EXECUTABLE;
    }
}
