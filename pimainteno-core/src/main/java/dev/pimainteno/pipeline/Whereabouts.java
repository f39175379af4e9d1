package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.git.CheckoutPosition;
import dev.pimainteno.git.GitException;
import dev.pimainteno.service.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a service runs from what was delivered. Its unit may name the checkout under maintenance, another checkout
 * of the same project, or a place that only the deploy commands know of. The first of its paths that lies in a checkout of
 * the project decides, the working directory before the program and that before its arguments.
 */
final class Whereabouts {
    private final Change change;
    private final boolean inPlace;
    private final boolean deployed;

    /**
     * @param inPlace whether the checkout under maintenance is at the change
     * @param deployed whether deploy commands have been run on the change
     */
    Whereabouts(Change change, boolean inPlace, boolean deployed) {
        this.change = change;
        this.inPlace = inPlace;
        this.deployed = deployed;
    }

    /** Returns why a restart would not run the delivered code, behind "because"; nothing if it would. */
    Optional<String> obstacle(ServiceDefinition definition) {
        List<Path> places = new ArrayList<>();
        definition.workingDirectory().ifPresent(places::add);
        places.addAll(definition.commandPaths());
        for (Path place : places) {
            try {
                Optional<CheckoutPosition> checkout = CheckoutPosition.holding(real(place), change.base());
                if (checkout.isPresent()) {
                    return obstacle(checkout.get());
                }
            } catch (GitException e) {
                return Optional.of("it cannot be told what it runs from: " + e.getMessage());
            }
        }
        return deployed ? Optional.empty() : Optional.of(elsewhere(places));
    }

    private Optional<String> obstacle(CheckoutPosition other) {
        if (real(other.root()).equals(real(change.project().path()))) {
            return inPlace ? Optional.empty() : Optional.of("its directory is not at the delivered commit");
        }
        if (!other.head().equals(change.commit())) {
            return Optional.of("it runs from " + other.root() + ", which is at "
                    + other.head().abbreviated() + ", not at the delivered commit");
        }
        return other.clean()
                ? Optional.empty()
                : Optional.of("it runs from " + other.root() + ", which has uncommitted changes");
    }

    private String elsewhere(List<Path> places) {
        String found = places.isEmpty() ? "its unit names no directory" : "it runs from " + places.get(0);
        return found + ", not from " + change.project().path()
                + ": let its unit name that (WorkingDirectory=), or give the project deploy commands";
    }

    /** Follows links where it can, since a unit may name a directory by another way than the project does. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.normalize(); // What does not exist, or may not be looked at, is not the checkout.
        }
    }
}
