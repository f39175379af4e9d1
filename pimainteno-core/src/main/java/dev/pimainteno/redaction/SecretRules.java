package dev.pimainteno.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What keys and tokens look like. A rule is a shape and a second look at what has it; both are made so that a finding is
 * nearly always one, at the price of secrets that have no shape.
 *
 * <p>The shapes are those that the issuers publish: AWS (IAM identifiers, unique IDs), GitHub (token formats), GitLab (token
 * prefixes), Slack (token types), Google Cloud (API keys), Stripe (API keys), OpenAI and Anthropic (API keys), npm (granular access
 * tokens), PyPI (API tokens), Azure (storage and service bus connection strings), Hugging Face, SendGrid, DigitalOcean, Docker Hub and Telegram (access tokens); RFC 7519 for web tokens, RFC 7468 and RFC 4880 for private
 * keys, RFC 3986 section 3.2.1 for passwords in addresses. The rule for fields named after a secret has no issuer: it
 * asks for a value in quotes, or in a file of settings, that is as mixed as a random one.
 *
 * <p>Measured over the lines that the newest 1,000 commits without merges (or all, where there are fewer) add in Flask, Express, db-scheduler,
 * ripgrep, Viper, golang-jwt and requests-oauthlib: 5,630 commits, 14,938 edited files, 208,597 added lines. Nine commits are
 * refused, with 14 findings, and each is of a key's true shape: one is a key in a tutorial (Flask), the others are keys that were made for tests, of
 * the two libraries whose subject is keys. The other five, 4,766 commits, have one refusal. {@code HonestChanges} of the benchmarks measures it anew.
 */
final class SecretRules {
    /** No more are told apart in one line. */
    static final int MOST_IN_LINE = 100;
    /** How often a line is reason to look at those around it, which is the same look each time. */
    private static final int MOST_LOOKS_AROUND = 5;

    private static final List<Rule> ISSUED = List.of(
            new Rule(
                    "an AWS secret beside its key",
                    Pattern.compile("\\b((?:AKIA|ASIA)[A-Z2-7]{16})\\b"),
                    SecretRules::awsSecretsNearby,
                    MOST_LOOKS_AROUND),
            rule("a GitHub token", "\\b(gh[pousr]_[A-Za-z0-9]{36,255})\\b"),
            rule("a GitHub token", "\\b(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\\b"),
            rule("a GitLab token", "\\b(gl(?:pat|dt|rt|ptt|ft|soat|agent)-[A-Za-z0-9_.-]{20,80}+)"),
            rule("a Slack token", "\\b(xox[abeoprs]-(?:[0-9]-)?[A-Za-z0-9]{8,}+-[A-Za-z0-9-]{10,250}+)"),
            rule(
                    "a Slack webhook",
                    "hooks\\.slack\\.com/services/(T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24})\\b"),
            rule("a Google API key", "\\b(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            rule("a Stripe key", "\\b((?:sk|rk)_live_[A-Za-z0-9]{16,250}+)"),
            rule("an Anthropic key", "\\b(sk-ant-[a-z0-9]{3,12}-[A-Za-z0-9_-]{40,200}+)"),
            rule("an OpenAI key", "\\b(sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,250}+)"),
            rule("an OpenAI key", "\\b(sk-[A-Za-z0-9]{48})\\b"),
            rule("an npm token", "\\b(npm_[A-Za-z0-9]{36})\\b"),
            rule("a PyPI token", "\\b(pypi-AgE[A-Za-z0-9_-]{50,1000}+)"),
            rule(
                    "a web token",
                    "\\b(eyJ[A-Za-z0-9_-]{10,2000}+\\.eyJ[A-Za-z0-9_-]{10,4000}+\\.[A-Za-z0-9_-]{20,1000}+)",
                    SecretRules::isSignedWebToken),
            new Rule(
                    "a private key",
                    Pattern.compile("(-----BEGIN (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----)"),
                    SecretRules::keyBody,
                    MOST_LOOKS_AROUND),
            rule("an Azure key", "(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{43}(?:[A-Za-z0-9+/]{43}=)?=)"),
            rule("a Hugging Face token", "\\b(hf_[A-Za-z0-9]{34})\\b"),
            rule("a SendGrid key", "\\b(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"),
            rule("a DigitalOcean token", "\\b(do[opr]_v1_[a-f0-9]{64})\\b"),
            rule("a Docker Hub token", "\\b(dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40})(?![A-Za-z0-9_-])"),
            rule(
                    "a Telegram bot token",
                    "(?i)bot[\\w./:\"'= -]{0,20}?\\b([0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])"));

    private static final List<Rule> NAMED = List.of(
            rule(
                    "a connection string with a password",
                    "(?i)(?:server|data source|host|endpoint)=[^;\"']{1,200}+;(?:[^;\"']{1,200}+;){0,10}?"
                            + "\\s?(?:password|pwd)=([^;\"'\\s]{8,200}+)",
                    (secret, line) -> !isLocal(line) && isMixed(secret, 2.5)),
            rule(
                    "a password in an address",
                    "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\"'`<>{}$]{0,80}+:([^\\s/@\"'`<>{}$]{8,200}+)@[A-Za-z0-9]",
                    (secret, line) -> !isLocal(line) && isMixed(secret, 2.5)),
            rule(
                    "a value that is named a secret",
                    "(?i)" + Names.WORDS
                            + "[\"'\\]]{0,3}\\s{0,8}(?::=|=>|[:=])\\s{0,8}[\"'`]([^\"'`\\s]{12,200}+)[\"'`]",
                    SecretRules::isRandom));

    private static final Rule SETTING = rule(
            "a value that is named a secret",
            "(?i)^\\s{0,20}(?:export\\s|set\\s)?[A-Za-z0-9_.-]{0,60}?" + Names.WORDS
                    + "\\s{0,8}[:=]\\s{0,8}([^\"'`\\s#]{12,200}+)\\s*$",
            SecretRules::isRandom);

    /** In lines with a secret, or the beginning of one, that need not hold a digit. */
    private static final List<String> DIGITLESS = List.of("PRIVATE KEY", "AKIA", "ASIA", "eyJ");

    private static final Pattern SETTINGS_FILE =
            Pattern.compile("(?i)(?:.*/)?(?:\\.env(?:\\..*)?|[^/]*\\.(?:env|properties|ya?ml|ini|toml|cfg|conf))");
    private static final Pattern AWS_SECRET = Pattern.compile("(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");
    private static final Pattern KEY_BODY = Pattern.compile(
            "PRIVATE KEY(?: BLOCK)?-----(?:\\\\[rn]|[\\s\"'+,>|])*(?:[A-Za-z0-9-]{1,20}: [^\\n]{0,80}\\n\\s*){0,4}"
                    + "([A-Za-z0-9+/]{40})");
    private static final Pattern FAKE = Pattern.compile(
            "(?i)example|placeholder|change.?(?:me|it|this)|your|dummy|fake|sample|redact"
                    + "|\\bmock|invalid|insert|replace|not.?(?:a|the|so|real|very)?.?secret|t[e0]st|p[a@]ss?w[o0]?r?d|s[e3]cr[e3]t"
                    + "|foo|bar(?![a-z])|qwert|letmein|hunter2|asdf|lorem|deadbeef|cafebabe|(?:0?123456|abcdef|fedcba|654321)"
                    + "|(.)\\1{3}|\\.\\.\\.|…|\\*\\*\\*|[<>]|\\$\\{|\\$\\(|\\{\\{|%\\(|\\$\\w|%\\w+%|process\\.env|environ|getenv|vault:|ENC\\[|ENC\\(");
    private static final Pattern UUID = Pattern.compile("(?i)[{]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[}]?");
    private static final Pattern HEX = Pattern.compile("(?i)(?:0x)?[0-9a-f]+");
    private static final Pattern HASH_WORD =
            Pattern.compile("(?i)hash|sha-?\\d|md5|digest|checksum|integrity|etag|fingerprint");
    private static final Pattern CODE =
            Pattern.compile("[\\w$]+(?:\\.[\\w$]+)+(?:\\(.*)?|.*[(\\[{].*|[~./@].*|[a-z]+://.*|arn:.*|.*::.*");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]{4,}|[A-Z]{5,}");
    private static final Pattern LOCAL = Pattern.compile(
            "(?i)(?:@|=|//)(?:localhost|127\\.|0\\.0\\.0\\.0|\\[?::1|host\\.docker\\.internal|[\\w.-]*"
                    + "(?:example\\.(?:com|org|net)|\\.(?:test|example|invalid|local|localhost)))(?![\\w.-])|@(?:127\\.|\\[::1)|@[a-z]{1,12}(?![\\w.-])");

    private SecretRules() {}

    /**
     * Returns what looks like a secret in a line, each at most once.
     *
     * @param around the line and those close to it
     */
    static List<SecretFinding> findings(String path, String line, Supplier<String> around) {
        List<SecretFinding> found = new ArrayList<>();
        if (!mayHoldOne(line)) {
            return found;
        }
        ISSUED.forEach(rule -> rule.find(line, around, found));
        NAMED.forEach(rule -> rule.find(line, around, found));
        if (SETTINGS_FILE.matcher(path).matches()) {
            SETTING.find(line, around, found);
        }
        return found;
    }

    /** Most lines hold no digit, which nearly every secret does; they need no closer look. */
    private static boolean mayHoldOne(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (Character.isDigit(line.charAt(i))) {
                return true;
            }
        }
        return DIGITLESS.stream().anyMatch(line::contains);
    }

    /** Returns what has the shape of an issued secret once the disguise of a text is off, each at most once. */
    static List<SecretFinding> disguised(String text) {
        List<SecretFinding> found = new ArrayList<>();
        for (String said : Disguise.off(text)) {
            ISSUED.forEach(rule -> rule.find(said, () -> said, found));
        }
        return found.stream()
                .map(finding -> new SecretFinding(finding.what() + " in disguise", finding.secret(), true))
                .toList();
    }

    /** A second look at what has a secret's shape: the secret, if it is one, or those that it goes with. */
    @FunctionalInterface
    private interface Look {
        List<String> secrets(String shaped, String line, Supplier<String> around);
    }

    @FunctionalInterface
    private interface Doubt {
        boolean isSecret(String shaped, String line);
    }

    /** The words that names of secrets end in. Apart, so that they are there before the rules. */
    private static final class Names {
        static final String WORDS =
                "(?:password|passwd|passphrase|secret|(?:access|auth|bearer|refresh|api|bot)[_-]?token"
                        + "|(?:api|access|secret|private|signing|encryption|master|account)[_-]?key|client[_-]?secret)";
    }

    /**
     * @param most how often the shape is looked at twice in a line
     */
    private record Rule(String what, Pattern shape, Look look, int most) {

        void find(String line, Supplier<String> around, List<SecretFinding> found) {
            Matcher matcher = shape.matcher(line);
            for (int times = 0; times < most && found.size() < MOST_IN_LINE && matcher.find(); times++) {
                for (String secret : look.secrets(matcher.group(1), line, around)) {
                    if (found.stream().noneMatch(other -> other.secret().contains(secret))) {
                        found.add(new SecretFinding(what, secret, false));
                    }
                }
            }
        }
    }

    private static Rule rule(String what, String shape) {
        return rule(what, shape, (secret, line) -> isMixed(secret, 3.0));
    }

    private static Rule rule(String what, String shape, Doubt doubt) {
        return new Rule(
                what,
                Pattern.compile(shape),
                (shaped, line, around) -> doubt.isSecret(shaped, line) ? List.of(shaped) : List.of(),
                Integer.MAX_VALUE);
    }

    private static List<String> awsSecretsNearby(String id, String line, Supplier<String> around) {
        if (FAKE.matcher(id).find()) {
            return List.of();
        }
        return AWS_SECRET
                .matcher(around.get())
                .results()
                .map(MatchResult::group)
                .filter(secret -> !HEX.matcher(secret).matches() && isMixed(secret, 4.0))
                .distinct()
                .limit(MOST_IN_LINE)
                .toList();
    }

    private static boolean isSignedWebToken(String token, String line) {
        String[] parts = token.split("\\.", 3);
        String header = decoded(parts[0]);
        String claims = decoded(parts[1]);
        return header.startsWith("{")
                && header.contains("\"alg\"")
                && claims.startsWith("{")
                && !claims.contains("1234567890")
                && !FAKE.matcher(claims.replaceAll("(?i)https?:", "")).find();
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return ""; // Not base64, so not a part of a token.
        }
    }

    private static List<String> keyBody(String header, String line, Supplier<String> around) {
        Matcher body = KEY_BODY.matcher(around.get());
        return body.find() && entropy(body.group(1)) > 3.5 ? List.of(body.group(1)) : List.of();
    }

    private static boolean isLocal(String line) {
        return LOCAL.matcher(line).find();
    }

    /** Tells whether a value is neither a placeholder nor plain words. */
    private static boolean isMixed(String value, double leastEntropy) {
        return !FAKE.matcher(value).find()
                && value.chars().anyMatch(Character::isDigit)
                && entropy(value) >= leastEntropy;
    }

    private static boolean isRandom(String value, String line) {
        if (!isMixed(value, 3.2)
                || value.chars().noneMatch(Character::isLetter)
                || UUID.matcher(value).matches()
                || CODE.matcher(value).matches()) {
            return false;
        }
        if (HASH_WORD.matcher(line.toLowerCase(Locale.ROOT)).find()) {
            return false;
        }
        int inWords = WORD.matcher(value)
                .results()
                .mapToInt(word -> word.group().length())
                .sum();
        return inWords * 2 <= value.length();
    }

    /** Returns Shannon's entropy in bits for each character. */
    private static double entropy(String text) {
        return text.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting())).values().stream()
                .mapToDouble(count -> (double) count / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
