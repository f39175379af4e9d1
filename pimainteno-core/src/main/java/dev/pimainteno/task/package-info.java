/** What a run can work at: the port {@link dev.pimainteno.task.MaintenanceTask} and the built-in tasks. */
@NullMarked
package dev.pimainteno.task;

import org.jspecify.annotations.NullMarked;
