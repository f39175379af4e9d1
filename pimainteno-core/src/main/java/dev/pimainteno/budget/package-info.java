/** What the model may cost: {@link dev.pimainteno.budget.BudgetedLlmClient} reserves before a call in a {@link dev.pimainteno.budget.BudgetLedger} and settles after. */
@NullMarked
package dev.pimainteno.budget;

import org.jspecify.annotations.NullMarked;
