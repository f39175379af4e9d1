package dev.pimainteno.codex;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes what codex said fit for a message: secrets out, control characters out, short. Immutable.
 *
 * @param secrets texts that must not show, such as the key that was handed over
 */
record Redaction(List<String> secrets) {
    private static final int LONGEST = 500;
    private static final int SHORTEST_SECRET = 6;
    private static final String HIDDEN = "[hidden]";

    private static final Pattern KEY = Pattern.compile("\\bsk-[A-Za-z0-9_*.-]{3,}");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=*-]{4,}");
    private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)*");
    private static final Pattern FIELD = Pattern.compile(
            "(?i)((?:access|refresh|id)_token|api[_-]?key|authorization)(\\\\?\"?\\s*[:=]\\s*\\\\?\"?)[^\\s\"\\\\,}]+");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@]+@");

    Redaction {
        secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    /** Returns at most 500 characters; of a longer text its beginning and, as that often holds the reason, its end. */
    String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        clean = BEARER.matcher(clean).replaceAll("$1 " + HIDDEN);
        clean = KEY.matcher(clean).replaceAll("sk-" + HIDDEN);
        clean = WEB_TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = FIELD.matcher(clean).replaceAll("$1$2" + HIDDEN);
        clean = USER_INFO.matcher(clean).replaceAll("://" + HIDDEN + "@");
        return shorten(clean.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " [...] " + text.substring(text.length() - LONGEST / 2);
    }
}
