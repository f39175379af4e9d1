package dev.pimainteno.review;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.RunId;

/** What a person wants done with a change that waits. Immutable. */
public sealed interface ReviewDecision {

    /** Returns the change, by the run that made it. */
    RunId item();

    /** Returns what is done, as one word for journal and messages. */
    String word();

    /**
     * The change is to go where the project lets changes go, after it has passed the gates once more on the branch as it is
     * now. What the person has seen of reservations is covered; new ones keep the change waiting.
     */
    record Approve(RunId item) implements ReviewDecision {

        @Override
        public String word() {
            return "approve";
        }
    }

    /**
     * The change is turned down, and is not proposed again while the code around it stays as it is.
     *
     * @param reason why; not blank, as later prompts carry it
     */
    record Reject(RunId item, String reason) implements ReviewDecision {
        public Reject {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a rejection needs a reason");
            }
        }

        @Override
        public String word() {
            return "reject";
        }
    }

    /**
     * Another change takes the place of this one, if it passes the gates, and waits like it.
     *
     * @param patch what leads from the change's base to the other one, in any form that the patch engine reads
     */
    record Edit(RunId item, String patch) implements ReviewDecision {

        @Override
        public String word() {
            return RunEvent.TakenUp.EDIT;
        }
    }

    /** The change is made anew on the branch as it is now, and goes on waiting. */
    record Rebase(RunId item) implements ReviewDecision {

        @Override
        public String word() {
            return "rebase";
        }
    }
}
