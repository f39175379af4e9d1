/**
 * What a run can work at: the port {@link dev.pimainteno.task.MaintenanceTask} and the built-in tasks, {@link
 * dev.pimainteno.task.SummaryTask} and {@link dev.pimainteno.task.ImproveTask}.
 *
 * <p>The prompts are resources beside the classes. A change to one is a new version, because answers are remembered and
 * projects are looked at again by it:
 *
 * <table>
 * <caption>Prompt templates</caption>
 * <tr><th>template</th><th>asks for</th><th>used by</th></tr>
 * <tr><td>{@code summary.v1}</td><td>the content of {@code codex.md}, or {@code UNCHANGED}</td>
 * <td>{@link dev.pimainteno.task.SummaryTask}</td></tr>
 * <tr><td>{@code improve.v2}</td><td>one improvement as a unified diff, or {@code NOTHING_WORTH_DOING}</td>
 * <td>{@link dev.pimainteno.task.ImproveTask}</td></tr>
 * <tr><td>{@code repair.v2}</td><td>a whole corrected diff after a refusal, or {@code NOTHING_WORTH_DOING}</td>
 * <td>{@link dev.pimainteno.task.ImproveTask}</td></tr>
 * <tr><td>{@code commit-message.v1}</td><td>subject and body of a commit message as JSON</td>
 * <td>{@link dev.pimainteno.task.CommitMessageWriter}</td></tr>
 * </table>
 */
@NullMarked
package dev.pimainteno.task;

import org.jspecify.annotations.NullMarked;
