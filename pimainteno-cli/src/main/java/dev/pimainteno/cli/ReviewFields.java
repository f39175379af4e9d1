package dev.pimainteno.cli;

import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the parts of a change that waits for programs. The names and their meaning stay; new ones may be added. */
final class ReviewFields {

    private ReviewFields() {}

    /**
     * @param stale that the branch has moved on, in one sentence
     */
    static Map<String, @Nullable Object> of(ReviewItem item, ReviewQueue queue, Optional<String> stale) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("item", item.item());
        fields.put("project", item.project());
        fields.put("state", RunFields.word(item.state()));
        fields.put("reason", item.reason());
        fields.put("subject", item.subject());
        fields.put("branch", item.branch());
        fields.put("base", item.base());
        fields.put("commit", item.commit());
        fields.put("because", item.because());
        fields.put("reservations", item.reservations());
        fields.put("since", item.since());
        fields.put("expires", item.isWaiting() ? queue.expires(item) : null);
        fields.put("stale", stale.orElse(null));
        fields.put("made_from", item.origin().map(origin -> origin.item()).orElse(null));
        fields.put("made_by", item.origin().map(origin -> origin.decision()).orElse(null));
        return fields;
    }
}
