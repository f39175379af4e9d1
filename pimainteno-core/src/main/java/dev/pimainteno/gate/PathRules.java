package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules for paths, of which the first counts. Immutable. */
final class PathRules {
    private final List<PathRule> rules;

    private PathRules(List<PathRule> rules) {
        this.rules = rules;
    }

    /**
     * Rules that hold in every project, and the globs of one.
     *
     * @param what what the paths of those globs are
     * @throws IllegalArgumentException if one of the globs is none
     */
    static PathRules of(List<PathRule> builtIn, String what, List<String> globs) {
        List<PathRule> rules = new ArrayList<>(builtIn);
        globs.forEach(glob -> rules.add(new PathRule(what, PathGlob.parse(glob))));
        return new PathRules(List.copyOf(rules));
    }

    /** Returns the first rule that a path falls under. */
    Optional<PathRule> ruleFor(String path) {
        return rules.stream().filter(rule -> rule.glob().matches(path)).findFirst();
    }

    static List<String> globs(List<PathRule> rules) {
        return rules.stream().map(rule -> rule.glob().toString()).toList();
    }
}
