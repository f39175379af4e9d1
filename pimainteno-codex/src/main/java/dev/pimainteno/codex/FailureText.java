package dev.pimainteno.codex;

import dev.pimainteno.llm.LlmException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What kind of failure a text of codex or of the service tells of. The texts are prose and change from version to
 * version, so they are matched loosely. Immutable.
 *
 * @param known whether the text was understood; otherwise the reason is {@code MALFORMED}
 * @param what what went wrong, as the middle of a sentence
 */
record FailureText(boolean known, Reason reason, String what) {
    /** Where the reason of a longer text stands, if it is not at its beginning. */
    private static final int LONGEST = 8_192;

    /** The order matters: a quota is reported as a status 429, a wrong key as an invalid request. */
    private static final List<Kind> KINDS = List.of(
            kind(
                    Reason.QUOTA_EXHAUSTED,
                    "the allowance is used up",
                    "usage limit|usage_limit_reached|quota exceeded|exceeded your current quota|insufficient_quota"
                            + "|out of credits|billing"),
            kind(
                    Reason.TOO_LARGE,
                    "the request is larger than the model takes",
                    "context window|context_length_exceeded|maximum length|input_too_large|status:? 413"
                            + "|payload too large"),
            kind(
                    Reason.NOT_SIGNED_IN,
                    "nobody is signed in, or the key is wrong",
                    "status:? 40[13]\\b|401 unauthorized|403 forbidden|missing environment variable"
                            + "|set the environment variable|not logged in|failed to refresh token"
                            + "|token could not be refreshed|(log|sign) ?in again|invalid_api_key|incorrect api key"),
            kind(
                    Reason.RATE_LIMITED,
                    "the service takes no more requests for the moment",
                    "\\b429\\b|rate.limit|too many requests"),
            kind(
                    Reason.NOT_INSTALLED,
                    "this codex is not as it must be",
                    "newer version of codex|missing optional dependency|error loading config|model provider .* not found"
                            + "|error finding codex home|not inside a (trusted directory|git repo)"
                            + "|reserved built-in provider|unexpected argument|unknown feature flag"),
            kind(
                    Reason.REFUSED,
                    "the service declines the request",
                    "does not exist|model_not_found|policy|flagged|invalid_prompt|status:? 40[04]\\b"
                            + "|invalid_request_error|unsupported|is not supported"),
            kind(Reason.MALFORMED, "the answer is incomplete", "incomplete response"),
            kind(
                    Reason.UNAVAILABLE,
                    "the service cannot be reached or does not work",
                    "high demand|overloaded|stream (disconnected|closed)|connection (failed|refused|reset)"
                            + "|error sending request|network error|transport error|idle timeout|timed out|server.error"
                            + "|bad gateway|service unavailable|gateway timeout|status:? 5\\d\\d"));

    static FailureText of(String text) {
        String searched = text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + '\n' + text.substring(text.length() - LONGEST / 2);
        String lower = searched.toLowerCase(Locale.ROOT);
        for (Kind kind : KINDS) {
            if (kind.sign.matcher(lower).find()) {
                return new FailureText(true, kind.reason, kind.what);
            }
        }
        return new FailureText(false, Reason.MALFORMED, "it failed in a way that is not known");
    }

    private static Kind kind(Reason reason, String what, String sign) {
        return new Kind(reason, what, Pattern.compile(sign));
    }

    private record Kind(Reason reason, String what, Pattern sign) {}
}
