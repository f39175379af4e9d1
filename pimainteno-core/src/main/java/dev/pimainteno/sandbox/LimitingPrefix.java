package dev.pimainteno.sandbox;

import java.util.List;
import java.util.Map;

/** Words before a command line that limit what it and all below it use, such as those of a scope of a service manager. */
public interface LimitingPrefix {
    /** Returns the words for one command; each call may name something new. */
    List<String> words();

    /** Returns the variables that these words need, and the command does not get to see. */
    Map<String, String> environment();

    /** Returns no words. */
    static LimitingPrefix none() {
        return new LimitingPrefix() {
            @Override
            public List<String> words() {
                return List.of();
            }

            @Override
            public Map<String, String> environment() {
                return Map.of();
            }
        };
    }
}
