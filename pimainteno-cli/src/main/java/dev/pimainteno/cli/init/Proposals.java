package dev.pimainteno.cli.init;

import dev.pimainteno.layout.ProjectLayouts;
import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.patch.FolderException;
import dev.pimainteno.patch.FolderTree;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes projects of checkouts: with a name of its own for each, and with guesses. Reads only. For one configuration. */
public final class Proposals {
    private static final int LONGEST_NAME = 64;
    private static final int ROOM_FOR_A_NUMBER = 5;

    private final List<Path> unitDirectories;
    private final Set<String> taken = new HashSet<>();

    /**
     * @param unitDirectories where the units of this machine's administrator lie
     */
    public Proposals(List<Path> unitDirectories) {
        this.unitDirectories = List.copyOf(unitDirectories);
    }

    /** Proposes a project for each checkout, in the same order. */
    public List<ProposedProject> of(List<Path> checkouts) {
        List<ProposedProject> proposals = new ArrayList<>();
        for (Path checkout : checkouts) {
            proposals.add(propose(checkout));
        }
        return proposals;
    }

    private ProposedProject propose(Path checkout) {
        ProjectId id = distinct(nameOf(checkout));
        String note = note(checkout);
        List<VerifyGuess> guesses = List.of();
        try {
            guesses = ProjectLayouts.known().guess(FolderTree.open(checkout));
        } catch (FolderException e) {
            note = e.getMessage();
        }
        return new ProposedProject(id, checkout, guesses, unit(id), note);
    }

    private static String nameOf(Path checkout) {
        Path last = checkout.getFileName();
        String name = (last == null ? "" : last.toString())
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[^A-Za-z0-9]+|-+$", "");
        return name.isEmpty() ? "project" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Names become those of files, and some file systems do not tell upper from lower case. */
    private ProjectId distinct(String name) {
        String candidate = name;
        for (int number = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); number++) {
            candidate = name.substring(0, Math.min(name.length(), LONGEST_NAME - ROOM_FOR_A_NUMBER)) + "-" + number;
        }
        return ProjectId.of(candidate);
    }

    private Optional<ServiceName> unit(ProjectId id) {
        ServiceName name = ServiceName.of(id + ".service");
        boolean present = unitDirectories.stream().anyMatch(directory -> Files.exists(directory.resolve(name.value())));
        return present ? Optional.of(name) : Optional.empty();
    }

    /** Only a usual repository keeps its HEAD here; of others nothing is said. */
    private static String note(Path checkout) {
        Path head = checkout.resolve(".git/HEAD");
        if (!Files.isRegularFile(head)) {
            return "";
        }
        try {
            return Files.readString(head).startsWith("ref: ")
                    ? ""
                    : "no branch is checked out: check one out, or name it with branch = \"...\"";
        } catch (IOException e) {
            return "its HEAD cannot be read";
        }
    }
}
