package dev.pimainteno.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.change.CommitId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an update of a checkout is about to do, written down before it does anything, so that it can be finished by somebody
 * else. Immutable.
 *
 * @param branch the short name of the branch that moves
 * @param from the commit at which branch and checkout are
 * @param to the commit to which they go
 * @param steps what happens to which file, deletions first
 */
record UpdatePlan(String branch, String from, String to, List<Step> steps) {
    private static final String FILE = "plan";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    UpdatePlan {
        steps = List.copyOf(steps);
    }

    /**
     * One file.
     *
     * @param path relative to the work tree's root, with slashes
     * @param staged the name of the staged file that comes to stand there; null for a deletion
     * @param before what stood there when the plan was made; null if nothing did
     */
    record Step(
            String path, @Nullable String staged, @Nullable Seen before) {}

    /**
     * What was seen of a file without reading it.
     *
     * @param modified in nanoseconds since 1970
     * @param size in bytes
     */
    record Seen(long modified, long size) {
        /** Returns what is to be seen of a file, links not followed; null if there is none. */
        static @Nullable Seen of(Path file) throws IOException {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Seen(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size());
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    CommitId target() {
        return new CommitId(to);
    }

    /** Writes the plan into the staging directory; it is there whole or not at all. */
    void write(Path staging) throws IOException {
        Path part = staging.resolve(FILE + ".part");
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            out.write(MAPPER.writeValueAsBytes(this));
            out.getFD().sync();
        }
        Files.move(part, staging.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the plan in a staging directory; nothing if none was completed. */
    static Optional<UpdatePlan> read(Path staging) throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(staging.resolve(FILE)), UpdatePlan.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException("the plan in " + staging + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
