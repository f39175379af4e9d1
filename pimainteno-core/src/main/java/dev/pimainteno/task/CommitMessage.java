package dev.pimainteno.task;

/**
 * A commit's message and where it came from. Immutable.
 *
 * @param text the whole message, trailers included; ends in a line feed
 * @param byModel whether the subject is the model's; otherwise it is made from the changed paths
 * @param note what of the model's answer was not used, and why; empty if all of it was
 */
public record CommitMessage(String text, boolean byModel, String note) {

    /** Returns the first line. */
    public String subject() {
        return text.lines().findFirst().orElse("");
    }
}
