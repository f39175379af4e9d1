package dev.pimainteno.cli.init;

import dev.pimainteno.layout.VerifyGuess;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.service.ServiceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A project as it is proposed to the user. Immutable.
 *
 * @param path the root of the checkout; absolute
 * @param guesses how its changes may be proven, the likeliest first
 * @param unit the unit that seems to run from it
 * @param note what the user should know, such as that it has no branch; empty if nothing
 */
public record ProposedProject(
        ProjectId id, Path path, List<VerifyGuess> guesses, Optional<ServiceName> unit, String note) {

    public ProposedProject {
        guesses = List.copyOf(guesses);
    }
}
