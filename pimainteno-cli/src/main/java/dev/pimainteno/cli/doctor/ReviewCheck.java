package dev.pimainteno.cli.doctor;

import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.review.ReviewItem;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The changes that wait for a person, while which nothing more is looked for in their projects.
 *
 * @param waiting asks for them
 */
public record ReviewCheck(Supplier<List<ReviewItem>> waiting) implements Check {

    @Override
    public String name() {
        return "review";
    }

    @Override
    public Diagnosis examine() {
        try {
            List<ReviewItem> items = waiting.get();
            if (items.isEmpty()) {
                return Diagnosis.ok("no change waits for a person");
            }
            String names = items.stream()
                    .map(item -> item.project() + " (" + item.item() + ": " + item.subject() + ")")
                    .collect(Collectors.joining(", "));
            return Diagnosis.warning(
                    (items.size() == 1 ? "a change waits" : items.size() + " changes wait") + " for a person: " + names,
                    "decide about it: pimainteno review list");
        } catch (PimaintenoException e) {
            return Diagnosis.failure(
                    String.valueOf(e.getMessage()), "make the database readable: state.database in the configuration");
        }
    }
}
