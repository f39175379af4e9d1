package dev.pimainteno.pipeline;

import dev.pimainteno.change.Snapshot;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Fingerprint;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.review.ReviewItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forms of a change that waits: as it is, and as it was before a person edited it or had it made anew. */
final class ChangeForms {
    private static final Logger log = LoggerFactory.getLogger(ChangeForms.class);
    /** How many of them are looked at, the newest first. */
    private static final int MOST = 50;

    private final Parts parts;
    private final PrivateRepository repository;

    ChangeForms(Parts parts, PrivateRepository repository) {
        this.parts = parts;
        this.repository = repository;
    }

    /**
     * Returns by what a change is known again, one for each of its forms, the oldest first. A form that is not there any more
     * is left out.
     */
    List<String> fingerprints(ReviewItem item) {
        List<String> found = new ArrayList<>();
        Set<RunId> seen = new HashSet<>();
        Optional<ReviewItem> form = Optional.of(item);
        while (form.isPresent() && seen.size() < MOST && seen.add(form.get().item())) {
            fingerprint(form.get()).ifPresent(found::add);
            form = form.get().origin().flatMap(origin -> parts.reviews().find(origin.item()));
        }
        Collections.reverse(found);
        return found;
    }

    /**
     * Remembers each form of a change as turned down.
     *
     * @return whether any of them is there
     * @throws RunStopped if the project is not held any more
     */
    boolean turnDown(ReviewItem item, String reason, HeldProject held) throws RunStopped {
        List<String> fingerprints = fingerprints(item);
        held.require();
        for (String fingerprint : fingerprints) {
            parts.rejections()
                    .remember(new Rejection(
                            item.project(),
                            fingerprint,
                            item.item(),
                            item.subject(),
                            reason,
                            parts.clock().instant()));
        }
        return !fingerprints.isEmpty();
    }

    private Optional<String> fingerprint(ReviewItem form) {
        try {
            Snapshot base = repository.snapshot(form.branch(), form.base(), 0);
            return new KeptChange(parts, repository)
                    .edits(form, base)
                    .flatMap(edits -> Fingerprint.of(edits, base.files()));
        } catch (GitException | RunStopped e) {
            log.warn("{}: what {} was to change cannot be read any more", form.project(), form.item(), e);
            return Optional.empty();
        }
    }
}
