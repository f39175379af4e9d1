package dev.pimainteno.testing;

import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;

/** A task that asks a model, as small as one can be. */
class ModelTaskTest extends MaintenanceTaskContract {
    @Override
    protected MaintenanceTask task() {
        return context -> {
            String files = String.join(
                    "\n",
                    context.snapshot().files().entries().stream()
                            .map(Object::toString)
                            .toList());
            LlmRequest request = LlmRequest.of(
                    "improve", "test.v1", context.project().id(), context.run(), files + context.feedback());
            return Proposal.reply(context.llm().complete(request).text());
        };
    }
}
