package dev.pimainteno.budget;

import java.time.Instant;
import java.util.Optional;

/** Says in one sentence why a call is not made, and what helps. */
final class RefusalText {
    private final Budget budget;

    RefusalText(Budget budget) {
        this.budget = budget;
    }

    String of(Refusal refusal, PlannedCall call) {
        if (refusal instanceof Refusal.OverCap over) {
            return overCap(over, call);
        }
        if (refusal instanceof Refusal.Parked parked) {
            return "Did not ask for '" + call.purpose() + "': " + parked.provider() + " is parked until "
                    + parked.until() + ", because it said: " + parked.said();
        }
        Refusal.Repeated repeated = (Refusal.Repeated) refusal;
        return "Did not ask for '" + call.purpose() + "': the same question has failed " + repeated.times()
                + " times in the same way (" + repeated.ending() + "); "
                + repeated.freeAt()
                        .map(time -> "it is asked again after " + time)
                        .orElse("it is asked again when the code, the settings, the model or the template have changed,"
                                + " or after 'budget resume'");
    }

    private String overCap(Refusal.OverCap over, PlannedCall call) {
        Cap cap = over.cap();
        String limit = cap.key() + " = " + words(cap, cap.most())
                + (over.extra() > 0 ? " and " + words(cap, over.extra()) + " by override" : "");
        String used = cap.scope() == Cap.Scope.CALL ? "" : ", of which " + words(cap, over.used()) + " are used";
        long floor = budget.floor(call.model()).in(cap.unit());
        String helps = cap.most() < floor
                ? "no call costs less than about " + words(cap, floor) + ", so raise " + cap.key()
                : "raise " + cap.key() + ", or grant an override with 'budget override'";
        return "Did not ask for '" + call.purpose() + "': it may take " + words(cap, over.asked())
                + ", and the budget is " + limit + used + "; " + when(cap, over.freeAt()) + helps;
    }

    private static String when(Cap cap, Optional<Instant> freeAt) {
        if (freeAt.isEmpty()) {
            return "";
        }
        return cap.scope() == Cap.Scope.RUN
                ? "the next run has room again; to get further in one, "
                : "there is room again at " + freeAt.get() + "; to go on before, ";
    }

    private String words(Cap cap, long amount) {
        return budget.words(cap.unit(), amount);
    }
}
