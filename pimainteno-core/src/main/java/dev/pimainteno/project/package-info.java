/** What is maintained: {@link dev.pimainteno.project.Project} and the names and limits that belong to it. */
@NullMarked
package dev.pimainteno.project;

import org.jspecify.annotations.NullMarked;
