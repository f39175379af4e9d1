/** What build files tell about a project: {@link dev.pimainteno.layout.ProjectLayouts} guesses how its changes can be proven. */
@NullMarked
package dev.pimainteno.layout;

import org.jspecify.annotations.NullMarked;
