package dev.pimainteno.budget;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call through only if the budget allows it: what it may cost is reserved before, and settled with what it has cost
 * after. A call of which that is not known counts as what was reserved. A ledger that does not work lets no call through.
 * A provider that takes no more for the moment is parked for everybody who shares the ledger. Belongs below a cache, so that
 * what is remembered costs nothing. Safe for many threads.
 */
public final class BudgetedLlmClient implements LlmClient {
    private static final Logger log = LoggerFactory.getLogger(BudgetedLlmClient.class);
    /** No call costs more, whatever a provider says of it. */
    private static final long MOST_TOKENS = 1_000_000_000;

    private final LlmClient client;
    private final Budget budget;
    private final BudgetLedger ledger;
    private final RefusalText words;

    private BudgetedLlmClient(LlmClient client, Budget budget, BudgetLedger ledger) {
        this.client = requireNonNull(client, "client");
        this.budget = requireNonNull(budget, "budget");
        this.ledger = requireNonNull(ledger, "ledger");
        this.words = new RefusalText(budget);
    }

    /** Puts a budget before a client. */
    public static BudgetedLlmClient create(LlmClient client, Budget budget, BudgetLedger ledger) {
        return new BudgetedLlmClient(client, budget, ledger);
    }

    @Override
    public LlmIdentity identity() {
        return client.identity();
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        PlannedCall call = plan(request);
        Optional<Refusal> refusal = ledger.reserve(call, budget.caps(request.project()), budget.repeats());
        if (refusal.isPresent()) {
            throw refused(refusal.get(), call);
        }
        boolean settled = false;
        try {
            LlmResponse response = client.complete(request);
            settle(call, settlement(call, response));
            settled = true;
            return response;
        } catch (LlmException e) {
            settle(call, settlement(e.reason()));
            settled = true;
            throw parked(call, e);
        } finally {
            if (!settled) {
                settle(call, new Settlement.Unknown("INTERRUPTED"));
            }
        }
    }

    private PlannedCall plan(LlmRequest request) {
        LlmIdentity identity = client.identity();
        return new PlannedCall(
                UUID.randomUUID().toString(),
                request.project(),
                request.run(),
                request.purpose(),
                identity.provider(),
                identity.model(),
                QuestionDigest.of(identity, request),
                budget.expected(identity, request),
                request.timeout());
    }

    private LlmException refused(Refusal refusal, PlannedCall call) {
        Reason reason = Reason.OVER_BUDGET;
        if (refusal instanceof Refusal.Parked) {
            reason = Reason.PARKED;
        } else if (refusal instanceof Refusal.Repeated) {
            reason = Reason.REPEATED;
        }
        return new LlmException(
                reason, words.of(refusal, call), refusal.freeAt().orElse(null), null);
    }

    private Settlement settlement(PlannedCall call, LlmResponse response) {
        if (response.remembered()) {
            return new Settlement.Nothing("");
        }
        TokenUsage usage = response.usage();
        // A provider that counts leaves neither at 0.
        if (usage.input() == 0 || usage.output() == 0) {
            return new Settlement.Unknown("");
        }
        TokenUsage believed = new TokenUsage(
                Math.min(MOST_TOKENS, usage.input()),
                Math.min(MOST_TOKENS, usage.cachedInput()),
                Math.min(MOST_TOKENS, usage.output()),
                Math.min(MOST_TOKENS, usage.reasoning()));
        return new Settlement.Spent(believed, budget.amount(call.model(), believed));
    }

    private static Settlement settlement(Reason reason) {
        return reason.costsNothing() ? new Settlement.Nothing(reason.name()) : new Settlement.Unknown(reason.name());
    }

    private LlmException parked(PlannedCall call, LlmException failure) {
        boolean parks = failure.reason() == Reason.QUOTA_EXHAUSTED || failure.reason() == Reason.RATE_LIMITED;
        if (!parks) {
            return failure;
        }
        String said = String.valueOf(failure.getMessage());
        try {
            Instant until = ledger.park(call.provider(), said, failure.availableAt());
            return new LlmException(failure.reason(), said, until, failure);
        } catch (JournalException e) {
            log.warn("{}; {} is not parked", e.getMessage(), call.provider());
            return failure;
        }
    }

    /** What cannot be settled stays counted as it was reserved, so that the answer need not be lost for it. */
    private void settle(PlannedCall call, Settlement settlement) {
        try {
            ledger.settle(call.id(), settlement);
        } catch (JournalException e) {
            log.warn("{}; the call for '{}' counts as it was reserved", e.getMessage(), call.purpose());
        }
    }
}
