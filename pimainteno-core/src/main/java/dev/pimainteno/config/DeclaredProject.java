package dev.pimainteno.config;

import dev.pimainteno.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A project with the places in the file that make it what it is.
 *
 * @param path where its path is set
 * @param name where its name is set; the same as {@code path} if it goes by its directory
 * @param caps what it changes of the caps, by their keys
 */
record DeclaredProject(Project project, Value path, Value name, Map<String, CapSetting> caps) {

    /** The directory by its one true name, so that links to it are seen through; as it is if it does not exist yet. */
    Path directory() {
        try {
            return project.path().toRealPath();
        } catch (IOException e) {
            return project.path(); // Whether the directory can be used is for the run to find out.
        }
    }
}
