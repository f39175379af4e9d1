package dev.pimainteno.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Brings the objects of a commit into the user's repository by way of a staging directory, so that an interrupted copy
 * leaves whole objects or none there, and no temporary files.
 */
final class StagedObjects {
    private final Repository source;
    private final Repository target;
    private final Path staging;

    StagedObjects(Repository source, Repository target, Path staging) {
        this.source = source;
        this.target = target;
        this.staging = staging.resolve("objects.git");
    }

    /**
     * @param commit what the target shall hold afterwards, with everything that it leads to
     * @param known a commit that the target holds already
     */
    void bring(ObjectId commit, ObjectId known) throws IOException {
        Path objects =
                ((FileRepository) target).getObjectDatabase().getDirectory().toPath();
        new OwnDirectory(staging).borrowFrom(objects);
        try (Repository staged = HardenedRepository.ofOwn(staging)) {
            new ObjectCopy(source, staged).copy(commit, known);
        }
        for (Path folder : list(staging.resolve("objects"))) {
            if (folder.getFileName().toString().matches("[0-9a-f]{2}")) {
                Path home = objects.resolve(folder.getFileName().toString());
                Files.createDirectories(home);
                for (Path object : list(folder)) {
                    move(object, home.resolve(object.getFileName().toString()));
                }
            }
        }
    }

    private static void move(Path object, Path place) throws IOException {
        if (Files.exists(place)) {
            return; // The same name holds the same bytes.
        }
        try {
            Files.move(object, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Somebody else has just written the same object.
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
