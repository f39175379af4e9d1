package dev.pimainteno.jdbc;

import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Path;
import java.time.Duration;

/** The program that is killed: makes one check in a scene that is there already. */
final class CrashedRun {
    private CrashedRun() {}

    /**
     * Makes one check.
     *
     * @param arguments the scene's directory, the delivery mode, and the URL of the database, or {@code sqlite}
     */
    public static void main(String[] arguments) throws InterruptedException {
        CrashScene scene = CrashScene.at(Path.of(arguments[0]));
        try (JdbcStore store = JdbcStore.open(settings(scene, arguments[2]))) {
            RunReport report = scene.run(store, DeliveryMode.valueOf(arguments[1]));
            System.out.println(report.outcome() + ": " + report.reason());
        }
    }

    static JdbcSettings settings(CrashScene scene, String database) {
        JdbcSettings settings = database.equals("sqlite")
                ? JdbcSettings.sqlite(scene.state().resolve("pimainteno.db"))
                : JdbcSettings.postgresql(database, "postgres");
        return settings.withPatience(Duration.ofSeconds(5));
    }
}
