package dev.pimainteno.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that is about to be kept or shown: those that are known, those that the gate of secrets would not
 * let into a change, and what has the shape of one (keys with the beginnings that services give them, bearer and web tokens,
 * fields that are named after a secret, users and passwords in addresses, private keys). Takes time in proportion to the text.
 * Immutable.
 */
public final class Redaction {
    /** What stands where a secret stood. */
    public static final String HIDDEN = "[hidden]";

    private static final int SHORTEST_SECRET = 6;
    private static final int SHORTEST_CERTAIN = 8;
    private static final int LONGER_THAN_WORDS = 16;
    private static final Set<String> SECRET_NAMES =
            Set.of("KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=*-]{4,}+");
    private static final Pattern KEY = Pattern.compile("\\bsk-[A-Za-z0-9_*.-]{3,}+");
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "sk_|rk_|pk_live_|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|ft|soat|agent)-|xox[abeoprs]-|AKIA|ASIA|AIza|ya29\\."
            + "|do[opr]_v1_|dckr_(?:pat|oat)_|T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/"
            + ")[A-Za-z0-9_.-]{8,}+");
    /** Names begin like these, too, but no such name goes on so long without a seam. */
    private static final Pattern LONG_TOKEN = Pattern.compile(
            "(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{20,}+|hf_[A-Za-z0-9]{20,}+"
                    + "|pypi-[A-Za-z0-9_-]{40,}+|SG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+|[0-9]{8,10}:AA[A-Za-z0-9_-]{20,}+)");

    private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)*+");
    /** A name that ends in a word for a secret, then its value: up to the quote that began it, or to the next blank. */
    private static final Pattern FIELD = Pattern.compile("(?i)((?:token|secret|passwd|password|passphrase|credentials?"
            + "|(?:api|access|secret|private|auth|signing)[_-]?key|authorization)\\\\?[\"']?\\s{0,9}[:=]\\s{0,9})"
            + "(?:(?:bearer|basic|token|digest)\\s{1,9})?"
            + "(?:\\\\?\"(?:[^\"\\\\]|\\\\[^\"])*+\\\\?\"?|'[^']*+'?|[^\\s\"'\\\\,;}&]++)");

    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s]*@");
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\:,-]*+(?:-----END [A-Z ]{0,40}KEY-----)?+");
    private static final String SEAM = "(?:\\\\[rn]|\\n-(?!-)|[\\s\"'+,>|])*+";
    private static final String KEY_HEADERS = "(?:[A-Za-z0-9-]{1,20}: [^\\n]{0,80}\\n\\s*+){0,4}+";
    /** A private key's first line and what comes before the key, then the key, as far as its lines go. */
    private static final Pattern KEY_BODY =
            Pattern.compile("(-----BEGIN (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----" + SEAM + KEY_HEADERS + ")"
                    + "[A-Za-z0-9+/]{40,}+=*+(?:" + SEAM
                    + "(?:[A-Za-z0-9+/]{20,}+|[A-Za-z0-9+/]{1,19}+(?==*+(?:\\\\[rn]|\\W){0,9}-----END))=*+)*+");

    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\\b");

    private final List<String> secrets;

    private Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(SecretSearch.LONGEST_FIRST)
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

    /**
     * Hides more texts.
     *
     * @param more those of fewer than six characters are not looked for
     */
    public Redaction with(Collection<String> more) {
        List<String> all = new ArrayList<>(secrets);
        all.addAll(more);
        return new Redaction(all);
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
        clean = withoutFindings(clean);
        clean = PRIVATE_KEY.matcher(clean).replaceAll(HIDDEN);
        clean = BEARER.matcher(clean).replaceAll("$1 " + HIDDEN);
        clean = KEY.matcher(clean).replaceAll("sk-" + HIDDEN);
        clean = TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = LONG_TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = WEB_TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = FIELD.matcher(clean).replaceAll("$1" + HIDDEN);
        return USER_INFO.matcher(clean).replaceAll("://" + HIDDEN + "@");
    }

    /**
     * Returns a text that a model is to work on with {@link #HIDDEN} in place of what is a secret beyond doubt. The rest stays
     * as it is, so that what the model quotes of it is found again: {@link #apply} would hide half of a program that handles
     * passwords. Secrets that are known count if they are no words by themselves.
     */
    public String applyToPrompt(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (isNoWord(secret)) {
                clean = clean.replace(secret, HIDDEN);
            }
        }
        clean = withoutFindings(clean);
        return ACCESS_KEY.matcher(clean).replaceAll(HIDDEN);
    }

    private static String withoutFindings(String text) {
        String clean = KEY_BODY.matcher(text).replaceAll("$1" + HIDDEN);
        return SecretSearch.in(clean).without(HIDDEN);
    }

    /** A password such as {@code postgres} stands everywhere in a project, and nearly never for the password. */
    private static boolean isNoWord(String secret) {
        return secret.length() >= LONGER_THAN_WORDS
                || (secret.length() >= SHORTEST_CERTAIN && !secret.chars().allMatch(Character::isLetter));
    }

    private static boolean isSecret(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return SECRET_NAMES.contains(name.substring(name.lastIndexOf('_') + 1));
    }
}
