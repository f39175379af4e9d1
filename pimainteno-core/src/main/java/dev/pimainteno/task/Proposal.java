package dev.pimainteno.task;

/** What a task hands back: nothing, a model's words, or edits. Only the pipeline applies it. */
public sealed interface Proposal {

    /** There is nothing to do, for a reason that people can read. */
    record Nothing(String reason) implements Proposal {}

    /** A model's words, to be understood by the patch engine. */
    record Reply(String text) implements Proposal {}

    /** Edits that need no interpretation. */
    record Edits(dev.pimainteno.change.Edits edits) implements Proposal {}

    static Proposal nothing(String reason) {
        return new Nothing(reason);
    }

    static Proposal reply(String text) {
        return new Reply(text);
    }

    static Proposal edits(dev.pimainteno.change.Edits edits) {
        return new Edits(edits);
    }
}
