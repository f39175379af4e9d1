package dev.pimainteno.task;

/**
 * Looks at a snapshot of a project and proposes one change, or says why there is nothing to do. A task has no means to
 * change anything itself. One method, so a lambda is a task; its name is given where it is added. Safe for many threads.
 */
@FunctionalInterface
public interface MaintenanceTask {

    /**
     * Proposes a change to the snapshot. Called again with {@link TaskContext#feedback()} when a proposal did not get
     * through, a bounded number of times. The same context should lead to the same proposal.
     *
     * @throws dev.pimainteno.llm.LlmException if the model is needed and does not answer; the run ends with that reason
     */
    Proposal propose(TaskContext context) throws InterruptedException;

    /**
     * Returns what a proposal depends on besides the project: the version of its rules or templates and its settings. A
     * project that has not changed is looked at again when this does.
     */
    default String version() {
        return "1";
    }

    /**
     * Whether proposals depend on {@link TaskContext#rules()}. A project that has not changed is looked at again when somebody
     * changes its rules; not when one expires.
     */
    default boolean heedsRules() {
        return false;
    }
}
