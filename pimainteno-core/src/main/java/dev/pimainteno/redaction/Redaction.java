package dev.pimainteno.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that is about to be kept or shown: those that are known, and what has the shape of one (keys with
 * the beginnings that services give them, bearer and web tokens, fields that are named after a secret, users and passwords in
 * addresses, private keys). Takes time in proportion to the text. Immutable.
 */
public final class Redaction {
    /** What stands where a secret stood. */
    public static final String HIDDEN = "[hidden]";

    private static final int SHORTEST_SECRET = 6;
    private static final Set<String> SECRET_NAMES =
            Set.of("KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=*-]{4,}+");
    private static final Pattern KEY = Pattern.compile("\\bsk-[A-Za-z0-9_*.-]{3,}+");
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "sk_|rk_|pk_live_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|AKIA|ASIA|AIza|ya29\\."
            + ")[A-Za-z0-9_.-]{8,}+");
    private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)*+");
    /** A name that ends in a word for a secret, then its value: up to the quote that began it, or to the next blank. */
    private static final Pattern FIELD = Pattern.compile("(?i)((?:token|secret|passwd|password|passphrase|credentials?"
            + "|(?:api|access|secret|private|auth|signing)[_-]?key|authorization)\\\\?[\"']?\\s{0,9}[:=]\\s{0,9})"
            + "(?:(?:bearer|basic|token|digest)\\s{1,9})?"
            + "(?:\\\\?\"(?:[^\"\\\\]|\\\\[^\"])*+\\\\?\"?|'[^']*+'?|[^\\s\"'\\\\,;}&]++)");

    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s]*@");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\:,-]*+(?:-----END [A-Z ]{0,40}KEY-----)?+");

    private final List<String> secrets;

    private Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()) // One may contain another.
                .toList();
    }

    /**
     * Hides these texts besides what looks like a secret.
     *
     * @param secrets those of fewer than six characters are not looked for: they would be found everywhere
     */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets);
    }

    /**
     * Hides the values of the variables whose names end in a word for a secret, such as {@code OPENAI_API_KEY} or {@code
     * GITHUB_TOKEN}, besides what looks like a secret.
     *
     * @param environment such as {@link System#getenv()}
     */
    public static Redaction ofEnvironment(Map<String, String> environment) {
        return new Redaction(environment.entrySet().stream()
                .filter(variable -> isSecret(variable.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** Whether one of the secrets that are known stands in the text. */
    public boolean knowsOneIn(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    /** Returns the text with {@link #HIDDEN} in place of each secret. */
    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        clean = PRIVATE_KEY.matcher(clean).replaceAll(HIDDEN);
        clean = BEARER.matcher(clean).replaceAll("$1 " + HIDDEN);
        clean = KEY.matcher(clean).replaceAll("sk-" + HIDDEN);
        clean = TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = WEB_TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = FIELD.matcher(clean).replaceAll("$1" + HIDDEN);
        return USER_INFO.matcher(clean).replaceAll("://" + HIDDEN + "@");
    }

    private static boolean isSecret(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return SECRET_NAMES.contains(name.substring(name.lastIndexOf('_') + 1));
    }
}
