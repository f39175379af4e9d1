package dev.pimainteno.jdbc;

import dev.pimainteno.pipeline.RunReport;
import java.nio.file.Path;

/** The program that is killed: approves the change that waits in a scene. */
final class CrashedApproval {
    private CrashedApproval() {}

    /**
     * Approves.
     *
     * @param arguments the scene's directory, and the URL of the database, or {@code sqlite}
     */
    public static void main(String[] arguments) throws InterruptedException {
        CrashScene scene = CrashScene.at(Path.of(arguments[0]));
        try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, arguments[1]))) {
            RunReport report = scene.approve(store);
            System.out.println(report.outcome() + ": " + report.reason());
        }
    }
}
