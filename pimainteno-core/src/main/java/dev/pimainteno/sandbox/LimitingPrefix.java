package dev.pimainteno.sandbox;

import java.util.List;

/** Words before a command line that limit what it and all below it use, such as those of a scope of a service manager. */
@FunctionalInterface
public interface LimitingPrefix {
    /** Returns the words for one command; each call may name something new. */
    List<String> words();

    /** Returns no words. */
    static LimitingPrefix none() {
        return List::of;
    }
}
