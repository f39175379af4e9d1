package dev.pimainteno.task;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by its first word whether a commit's subject is in the imperative mood. Known are the forms of common verbs: what
 * begins with one of them in the third person, in the past or as a gerund is not, and becomes so by its base form where
 * nothing but a verb can be meant. Words that are no form of a known verb pass, so that a subject of another kind or language
 * is not refused for a guess.
 *
 * <p>What it refuses of real subjects is in {@code samples/benchmarks}.
 */
final class ImperativeMood {
    /** Areas in front of a subject: {@code feat(cart)!:}, {@code [core]}, {@code src/lib: }. */
    private static final Pattern AREA = Pattern.compile(
            "(?:\\[[^\\]\\s][^\\]]{0,40}]:?\\s+|(?!https?:)[\\w./*,+(){}!&-]{1,40}(?: [\\w./*,+(){}!&-]{1,20})?:\\s+){1,3}");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?![\\w'’/.(@=-])");
    /** How a sentence begins that tells instead of asking. */
    private static final Set<String> TELLING = Set.of(
            "this", "these", "it", "i", "we", "there", "is", "are", "was", "were", "has", "had", "did", "does", "now");

    /** After these words a form such as "fixes" or "tests" was a noun. */
    private static final Set<String> AFTER_A_NOUN = Set.of(
            "", "to", "for", "in", "of", "on", "from", "with", "by", "at", "and", "or", "is", "are", "was", "were",
            "be", "should", "must", "can", "could", "may", "might", "will", "would", "do", "does", "not", "no", "now",
            "don't", "doesn't", "have", "has", "had", "that", "which", "under", "about", "into", "between", "per",
            "as");

    /** Verbs whose gerund and past hardly ever stand before a noun as an adjective. */
    private static final Set<String> PLAIN_VERBS =
            Set.of(("add fix remove update make use allow avoid ensure prevent introduce"
                            + " rename replace refactor correct simplify drop delete bump enable disable implement convert move"
                            + " change improve clarify support handle reduce increase adjust tweak revert bring get give keep send"
                            + " take write rewrite create document switch upgrade downgrade migrate rework reorganize"
                            + " restructure separate mention note stop start skip ignore catch throw apply set put")
                    .split(" "));

    private static final String VERBS = "abort accept access acquire adapt add address adjust adopt advance align allow"
            + " alter amend annotate announce append apply assert assign assume attach avoid await bail balance"
            + " base batch begin bind block bound break bring build bump bundle bypass cache calculate call cancel cap capture"
            + " carry cast catch change check choose clamp clarify clean clear close collapse collect combine compare compile"
            + " complete compress compute condense configure confine confirm connect consider consolidate"
            + " construct consume contain continue convert copy correct count cover create cut deal declare decode decouple"
            + " decrease deduplicate defer define delay delegate delete demote deny depend deprecate derive describe destroy detach detect"
            + " determine disable disallow discard disconnect dispatch display distinguish divide document downgrade drop dump"
            + " duplicate eliminate embed emit enable encode encourage enforce enhance ensure enter escape establish"
            + " evaluate exclude execute exit expand expect explain export expose extend extract factor fail fall fetch fill filter"
            + " finalize find finish fix flag flatten flip flush fold follow forbid force forget format forward free"
            + " freeze gate gather generate get give go grant group guard handle harden hash hide highlight hoist hold honor honour"
            + " ignore implement import improve include increase increment indent indicate infer inherit init initialize inject inline"
            + " insert inspect install instantiate integrate introduce invalidate invert invoke isolate join keep kill label"
            + " leave lift limit link list listen load localize lock log look loosen lower maintain make manage map mark"
            + " match measure memoize mention merge migrate mimic minimize mirror mock modernize modify move multiply narrow need"
            + " normalize note notify obey offer omit open optimize order organize override overwrite pack pad parameterize parse"
            + " pass patch perform permit persist pick pin place polish poll populate port postpone prefer prefix prepare prepend preserve"
            + " prevent print prioritize process produce prohibit promote propagate protect provide prune publish pull push put"
            + " query quote raise reach read rearrange rebuild recognize record recover redirect reduce refactor refer refine"
            + " reflect reformat refresh refuse regenerate register reject relax release reload remove rename render"
            + " reorder reorganize repair repeat replace report request require reserve reset resolve respect respond restore restrict"
            + " restructure retain retry return reuse revert review revise rework rewrite roll rotate round route run sanitize save scan"
            + " schedule scope scroll search seed select send separate serialize serve set setup share shorten show shrink shut silence simplify"
            + " skip slice sort specify speed split stabilize start state stop store stream streamline strengthen strip substitute"
            + " support suppress surface swap switch sync synchronize take teach tell terminate test throttle throw tidy tighten toggle"
            + " track transform translate treat trigger trim truncate try turn tweak type unify unwrap update upgrade use utilize"
            + " validate verify wait wake warn watch weaken widen wire wrap write yield zero";

    /** The past of verbs that have one of their own; those that are spelt like their base are left out. */
    private static final String IRREGULAR =
            "made:make wrote:write rewrote:rewrite built:build rebuilt:rebuild took:take"
                    + " gave:give got:get kept:keep sent:send held:hold ran:run found:find brought:bring chose:choose hid:hide"
                    + " threw:throw told:tell taught:teach forgot:forget began:begin broke:break caught:catch froze:freeze went:go";
    /** Verbs of more than one syllable that double their last letter all the same. */
    private static final Set<String> DOUBLING = Set.of(
            "commit",
            "submit",
            "permit",
            "omit",
            "emit",
            "defer",
            "prefer",
            "refer",
            "infer",
            "format",
            "reformat",
            "unwrap",
            "embed",
            "begin",
            "forget");

    private static final Set<String> BASES = Set.of(VERBS.split(" "));
    private static final Map<String, Form> FORMS = forms();

    private ImperativeMood() {}

    private enum Kind {
        THIRD_PERSON,
        PAST,
        GERUND
    }

    private record Form(String base, Kind kind) {}

    /**
     * A subject that has been looked at.
     *
     * @param subject in the imperative mood, if it could be put there
     * @param problem why it is not in the imperative mood and cannot be put there; empty if it is or was
     */
    record Result(String subject, Optional<String> problem) {}

    static Result look(String subject) {
        int start = areaEnd(subject);
        Matcher word = WORD.matcher(subject).region(start, subject.length()).useTransparentBounds(true);
        if (!word.lookingAt()) {
            return passed(areaOf(subject), subject);
        }
        String first = word.group();
        Form form = FORMS.get(first.toLowerCase(Locale.ROOT));
        if (TELLING.contains(first.toLowerCase(Locale.ROOT))) {
            return refused(subject, first);
        }
        if (form == null) {
            return passed(areaOf(subject), subject);
        }
        String rest = subject.substring(word.end());
        if (!isCertainlyAVerb(form, first, rest)) {
            return refused(subject, first);
        }
        String base = Character.isUpperCase(first.charAt(0))
                ? form.base().substring(0, 1).toUpperCase(Locale.ROOT)
                        + form.base().substring(1)
                : form.base();
        return new Result(subject.substring(0, start) + base + rest, Optional.empty());
    }

    /** Returns where a subject begins behind its areas; "Fix the price: add it up" has none. */
    private static int areaEnd(String subject) {
        Matcher area = AREA.matcher(subject);
        if (!area.lookingAt()) {
            return 0;
        }
        int blank = area.group().indexOf(' ');
        boolean asks = blank > 0
                && blank < area.group().length() - 1
                && BASES.contains(area.group().substring(0, blank).toLowerCase(Locale.ROOT));
        return asks ? 0 : area.end();
    }

    /** "Added: a price" looks like an area, and is none. */
    private static Optional<String> areaOf(String subject) {
        Matcher word = WORD.matcher(subject);
        if (!word.lookingAt() || !subject.startsWith(":", word.end())) {
            return Optional.empty();
        }
        Form form = FORMS.get(word.group().toLowerCase(Locale.ROOT));
        boolean told = form != null
                && form.kind() != Kind.GERUND
                && PLAIN_VERBS.contains(form.base())
                && !word.group().equalsIgnoreCase("notes")
                && !word.group().equalsIgnoreCase("sets");
        return told ? Optional.of(word.group()) : Optional.empty();
    }

    private static Result passed(Optional<String> told, String subject) {
        return told.map(word -> refused(subject, word)).orElseGet(() -> new Result(subject, Optional.empty()));
    }

    private static Result refused(String subject, String first) {
        return new Result(subject, Optional.of("begins with '" + first + "', which is not the imperative mood,"));
    }

    private static boolean isCertainlyAVerb(Form form, String first, String rest) {
        String next = nextWord(rest);
        if (AFTER_A_NOUN.contains(next) || holdsAnother(form.kind(), rest)) {
            return false;
        }
        if (form.kind() == Kind.THIRD_PERSON) {
            return true;
        }
        boolean fixed =
                first.equalsIgnoreCase("fixed") && next.matches("width|size|sized|point|length|rate|number|amount|set");
        boolean named = next.equals("version");
        return PLAIN_VERBS.contains(form.base()) && !fixed && !named;
    }

    /** A second verb in the same form would have to be put into the imperative, too. */
    private static boolean holdsAnother(Kind kind, String rest) {
        Matcher joined = Pattern.compile("(?:\\band|\\bor|\\bbut|[,;])\\s+(?:also\\s+)?([A-Za-z]+)")
                .matcher(rest);
        while (joined.find()) {
            Form other = FORMS.get(joined.group(1).toLowerCase(Locale.ROOT));
            if (other != null && other.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private static String nextWord(String rest) {
        Matcher next = Pattern.compile("\\s+([^\\s,.;:!?]+).*").matcher(rest);
        return next.matches() ? next.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new HashMap<>();
        for (String base : BASES) {
            forms.put(thirdPerson(base), new Form(base, Kind.THIRD_PERSON));
            forms.put(withEnding(base, "ed"), new Form(base, Kind.PAST));
            forms.put(withEnding(base, "ing"), new Form(base, Kind.GERUND));
        }
        for (String pair : List.of(IRREGULAR.split(" ", -1))) {
            int colon = pair.indexOf(':');
            forms.put(pair.substring(0, colon), new Form(pair.substring(colon + 1), Kind.PAST));
        }
        BASES.forEach(forms::remove);
        return Map.copyOf(forms);
    }

    private static String thirdPerson(String base) {
        if (base.matches(".*(?:s|x|z|ch|sh|o)")) {
            return base + "es";
        }
        return base.matches(".*[^aeiou]y") ? base.substring(0, base.length() - 1) + "ies" : base + "s";
    }

    private static String withEnding(String base, String ending) {
        if (ending.equals("ed") && base.matches(".*[^aeiou]y")) {
            return base.substring(0, base.length() - 1) + "ied";
        }
        if (base.endsWith("ie") && ending.equals("ing")) {
            return base.substring(0, base.length() - 2) + "ying";
        }
        if (base.endsWith("e") && !(base.endsWith("ee") && ending.equals("ing"))) {
            return base.substring(0, base.length() - 1) + ending;
        }
        boolean oneSyllable = base.matches("[^aeiou]*(?:qu)?[aeiou][bdfgklmnprt]");
        return oneSyllable || DOUBLING.contains(base) ? base + base.charAt(base.length() - 1) + ending : base + ending;
    }
}
