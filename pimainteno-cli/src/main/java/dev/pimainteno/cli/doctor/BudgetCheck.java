package dev.pimainteno.cli.doctor;

import dev.pimainteno.failure.PimaintenoException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the model may be asked: that no provider is parked and no cap of the day or the month is used up.
 *
 * @param obstacles says what stands in the way, a sentence each
 */
public record BudgetCheck(Supplier<List<String>> obstacles) implements Check {

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public Diagnosis examine() {
        try {
            List<String> found = obstacles.get();
            return found.isEmpty()
                    ? Diagnosis.ok("nothing stands in the way of calls")
                    : Diagnosis.warning(
                            String.join("; ", found),
                            "wait, or see 'pimainteno budget', 'budget override' and 'budget resume'");
        } catch (PimaintenoException e) {
            return Diagnosis.failure(
                    "the budget cannot be read, so that no model is asked: " + e.getMessage(),
                    "see to the database of [state]");
        }
    }
}
