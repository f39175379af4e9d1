package dev.pimainteno.gate;

import dev.pimainteno.gate.TestFile.Statement;
import dev.pimainteno.gate.TestFile.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the tests of a change's files before and after. For one thread at a time. */
final class TestComparison {
    private static final Pattern TRIVIAL = Pattern.compile(
            "(?:pass|return(?:None|null|true)?|\\.\\.\\.|true|:|Ok\\(\\(\\)\\)|done\\(\\)|exit0|,(?:async)?\\(\\w*\\)=>\\{?|,function\\(\\w*\\)\\{?|[;{}()]){0,50}");
    private static final Pattern LEAVES = Pattern.compile("(?:return(?: 0| nil| None)?|exit 0|t\\.SkipNow\\(\\));?");
    private static final Pattern TIMES = Pattern.compile("(?i)\\b\\w*(?:timeout|tolerance|epsilon|deadline)\\w*");
    private static final Pattern WEAK = Pattern.compile(
            "(?i)isNotNull|isNotEmpty|assertNotNull|NotNone|isnotNone|toBeDefined|toBeTruthy|toBeFalsy"
                    + "|not\\.toThrow|doesNotThrow|NotNil|\\bNoError|is_ok\\(|is_some\\(|InstanceOf|isinstance|objectContaining|expect\\.any|^\\w{1,3}\\.(?:Error|Fatal|Fail)");
    private static final Pattern HELPER =
            Pattern.compile("\\b(?:def|fun|func|fn|function|void|const)\\s+(\\w{3,})|(?m)^(\\w{3,})\\s*\\(\\)\\s*\\{");
    private static final Pattern ONLY = Pattern.compile(".*\\.only|f(?:it|describe|test)\\s*\\(");
    private static final Pattern WORD = Pattern.compile("\\w{3,}");
    private static final Pattern CALLED =
            Pattern.compile("\\b(?<!def |fun |func |fn |function |void |const )(\\w{3,})(?=\\W|$)");
    private static final int NEAR = 1_500;
    /** What is shorter may stand in another test's name by chance. */
    private static final int SHORTEST_NAME = 8;

    private record Place(TestFile file, Test test) {}

    private final List<TestFile> before;
    private final Map<String, TestFile> after;
    private final CodeChange code;
    private final Map<Place, Place> kept = new LinkedHashMap<>();
    private final Set<Place> taken = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final IdentityHashMap<TestFile, Set<String>> helpers = new IdentityHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param after by the path before, or the path after of a new file
     */
    TestComparison(List<TestFile> before, Map<String, TestFile> after, CodeChange code) {
        this.before = before;
        this.after = after;
        this.code = code;
        pair();
        before.forEach(this::removed);
        kept.forEach(this::test);
        before.forEach(this::assertions);
        before.forEach(this::times);
        marks();
        vacuous();
    }

    List<String> findings() {
        return findings;
    }

    /** Returns what may be right or wrong, and only a person can tell. */
    List<String> doubts() {
        return doubts;
    }

    /** Returns what was passed over, and why. */
    List<String> notes() {
        return notes;
    }

    private void pair() {
        List<Place> old = places(before);
        List<Place> now = places(after.values());
        old.forEach(place -> now.stream()
                .filter(other -> other.test().name().equals(place.test().name())
                        && other.file().equals(after.get(place.file().path())))
                .filter(taken::add)
                .findFirst()
                .ifPresent(other -> kept.put(place, other)));
        old.stream()
                .filter(place -> !kept.containsKey(place))
                .forEach(place -> now.stream()
                        .filter(other -> !taken.contains(other) && (isSame(place, other) || isLonger(place, other)))
                        .findFirst()
                        .ifPresent(other -> {
                            taken.add(other);
                            kept.put(place, other);
                        }));
    }

    /** A test in the same file that says more in its name, and asserts as much. */
    private boolean isLonger(Place old, Place now) {
        return old.test().name().length() >= SHORTEST_NAME
                && now.test().name().contains(old.test().name())
                && now.file().equals(after.get(old.file().path()))
                && now.file().assertions(now.test()).size()
                        >= old.file().assertions(old.test()).size();
    }

    /** A test under another name or in another file: the same body, or at least all that was asserted. */
    private static boolean isSame(Place old, Place now) {
        if (old.file().body(old.test()).equals(now.file().body(now.test()))) {
            return true;
        }
        Set<String> asserted = texts(old.file().assertions(old.test()));
        return !asserted.isEmpty() && texts(now.file().assertions(now.test())).containsAll(asserted);
    }

    private void removed(TestFile file) {
        List<String> gone = new ArrayList<>();
        for (Test test : file.tests()) {
            if (kept.containsKey(new Place(file, test))) {
                continue;
            }
            String what = "the test '" + test.name() + "' is removed";
            if (hasTwin(file, test)) {
                notes.add(at(file, test.start()) + what + ", and another that is the same stays");
            } else if (code.takesAwaySomethingNamedIn(file.source().code().substring(test.start(), test.end()))) {
                notes.add(at(file, test.start()) + what + " together with the code that it tests");
            } else {
                gone.add(at(file, test.start()) + what);
            }
        }
        boolean stays = file.tests().stream()
                .anyMatch(test -> !kept.containsKey(new Place(file, test)) && staysWithoutRunning(file, test));
        List<String> found = code.isChanged() && !stays ? doubts : findings;
        if (!gone.isEmpty() && gone.size() == file.tests().size() && !after.containsKey(file.path())) {
            found.add(file.path() + ": the test file is deleted, and with it " + gone.size()
                    + (gone.size() == 1 ? " test" : " tests"));
        } else {
            found.addAll(gone);
        }
    }

    /** Tells whether another test with the same body stays. */
    private boolean hasTwin(TestFile file, Test test) {
        String body = file.body(test);
        return kept.entrySet().stream()
                .anyMatch(pair -> pair.getKey()
                                .file()
                                .body(pair.getKey().test())
                                .equals(body)
                        && pair.getValue().file().body(pair.getValue().test()).equals(body));
    }

    /** Tells whether what was a test is still there, and is none any more. */
    private boolean staysWithoutRunning(TestFile file, Test test) {
        TestFile now = after.get(file.path());
        return now != null
                && Pattern.compile("\\b" + Pattern.quote(test.name()) + "\\s*\\(")
                        .matcher(now.source().shape())
                        .find();
    }

    private void test(Place old, Place now) {
        String was = old.file().body(old.test());
        String is = now.file().body(now.test());
        String name =
                at(now.file(), now.test().start()) + "the test '" + now.test().name() + "' ";
        List<Statement> lost = old.file().assertions(old.test());
        List<Statement> gained = now.file().assertions(now.test());
        boolean asserts = !gained.isEmpty()
                || helperCalls(
                                old.file(),
                                now.file(),
                                now.test().body(),
                                now.test().end())
                        > 0;
        if (TRIVIAL.matcher(is).matches() && !TRIVIAL.matcher(was).matches()) {
            findings.add(name + "is emptied");
        } else if (!lost.isEmpty() && !asserts) {
            findings.add(name + "no longer asserts anything");
        } else if (LEAVES.matcher(now.file().firstLine(now.test())).matches()
                && !LEAVES.matcher(old.file().firstLine(old.test())).matches()) {
            findings.add(name + "ends before it tests anything");
        } else {
            List<Statement> both = new ArrayList<>(gained);
            withoutCommon(lost, gained);
            pairs(now.file(), lost, gained, true);
            long weak =
                    gained.stream().filter(s -> WEAK.matcher(s.text()).find()).count();
            long weakBefore =
                    lost.stream().filter(s -> WEAK.matcher(s.text()).find()).count();
            if (weak > weakBefore && gained.size() - weak < lost.size() - weakBefore && !both.isEmpty()) {
                doubts.add(name + "asserts less precisely than before");
            }
        }
    }

    /** Looks at statements that differ in their literals alone. */
    private void pairs(TestFile file, List<Statement> lost, List<Statement> gained, boolean expectations) {
        List<Statement> left = new ArrayList<>(gained);
        for (Statement old : lost) {
            String skeleton = LaxerLimits.skeleton(old.text());
            Optional<Statement> match = left.stream()
                    .filter(now -> LaxerLimits.skeleton(now.text()).equals(skeleton))
                    .findFirst();
            if (match.isEmpty()) {
                continue;
            }
            Statement now = match.get();
            left.remove(now);
            Optional<String> laxer = LaxerLimits.laxer(old.text(), now.text());
            if (laxer.isPresent()) {
                findings.add(at(file, now.position()) + laxer.get());
            } else if (expectations && (code.isChanged() || LaxerLimits.isAnotherAnswer(old.text(), now.text()))) {
                doubts.add(at(file, now.position()) + "an assertion expects something else than before"
                        + (code.isChanged() ? ", and the code changes too" : ""));
            }
        }
    }

    private void assertions(TestFile file) {
        TestFile now = after.get(file.path());
        if (now == null) {
            return;
        }
        List<Statement> lost = new ArrayList<>(file.assertions());
        for (Test test : file.tests()) {
            Place place = kept.get(new Place(file, test));
            if (place == null || !place.file().equals(now)) {
                lost.removeIf(s -> s.position() >= test.start() && s.position() < test.end());
            }
        }
        lost.removeIf(s -> code.takesAwaySomethingNamedIn(s.text()));
        List<Statement> gained = new ArrayList<>(now.assertions());
        int fewer = lost.size()
                - gained.size()
                - helperCalls(file, now, 0, now.source().shape().length());
        if (fewer > 0) {
            withoutCommon(lost, gained);
            Set<String> still = texts(now.assertions());
            lost.removeIf(s -> still.contains(s.text()));
            Set<String> elsewhere = new HashSet<>();
            after.values().stream()
                    .filter(other -> !other.equals(now))
                    .forEach(other -> elsewhere.addAll(texts(other.assertions())));
            lost.removeIf(s -> elsewhere.contains(s.text()));
            boolean told = Stream.concat(findings.stream(), doubts.stream())
                    .anyMatch(finding -> finding.startsWith(now.path() + ":"));
            if (!lost.isEmpty() && !told) {
                (code.isChanged() ? doubts : findings)
                        .add(at(file, lost.get(0).position()) + "the file has " + fewer
                                + (fewer == 1 ? " assertion" : " assertions") + " fewer than before; this one is gone");
            }
        }
    }

    private void times(TestFile file) {
        TestFile now = after.get(file.path());
        if (now != null) {
            List<Statement> lost =
                    file.statements(TIMES, 0, file.source().shape().length());
            List<Statement> gained =
                    now.statements(TIMES, 0, now.source().shape().length());
            withoutCommon(lost, gained);
            pairs(now, lost, gained, false);
        }
    }

    private void marks() {
        List<String> old = new ArrayList<>();
        before.forEach(file -> file.language()
                .mark()
                .matcher(file.source().shape())
                .results()
                .forEach(m -> old.add(m.group().strip())));
        for (TestFile file : after.values()) {
            Matcher mark = file.language().mark().matcher(file.source().shape());
            while (mark.find()) {
                String text = mark.group().strip();
                boolean known = old.remove(text);
                boolean own =
                        isInNewTest(file, mark.start()) && !ONLY.matcher(text).matches();
                boolean newFile = before.stream().noneMatch(other -> file.equals(after.get(other.path())));
                if (!known && !own && !(newFile && !ONLY.matcher(text).matches()) && counts(file, mark)) {
                    findings.add(at(file, mark.start() + mark.group().indexOf(text))
                            + "tests are skipped or singled out: " + text);
                }
            }
        }
    }

    /** In shell, ignoring a failure and leaving are marks only where something is kept from being tested. */
    private boolean counts(TestFile file, Matcher mark) {
        if (!file.language().isShell()) {
            return true;
        }
        String source = file.source().code();
        if (mark.group().contains("exit")) {
            return !source.substring(mark.end())
                    .replaceAll("[\\s};]|fi|esac|done", "")
                    .isEmpty();
        }
        if (mark.group().startsWith("||")) {
            String command = source.substring(source.lastIndexOf('\n', mark.start()) + 1, mark.start())
                    .strip();
            return file.language().assertion().matcher(command).find()
                    || before.stream()
                            .anyMatch(old -> old.source()
                                    .code()
                                    .lines()
                                    .anyMatch(line -> line.strip().equals(command)));
        }
        return true;
    }

    private void vacuous() {
        Map<TestFile, TestFile> files = new LinkedHashMap<>();
        before.forEach(file -> Optional.ofNullable(after.get(file.path())).ifPresent(now -> files.put(file, now)));
        files.forEach((file, now) -> {
            long old = file.language()
                    .vacuous()
                    .matcher(file.source().shape())
                    .results()
                    .count();
            Matcher vacuous = now.language().vacuous().matcher(now.source().shape());
            while (vacuous.find()) {
                if (!isInNewTest(now, vacuous.start()) && old-- <= 0) {
                    findings.add(at(now, vacuous.end() - 1) + "an assertion cannot fail");
                }
            }
        });
    }

    /** Tells whether a position belongs to a test that was not there before, the lines above it included. */
    private boolean isInNewTest(TestFile file, int position) {
        return file.tests().stream()
                .filter(test -> position < test.end())
                .findFirst()
                .filter(test -> !taken.contains(new Place(file, test)))
                .filter(test -> file.source()
                                .code()
                                .substring(Math.min(position, test.start()), test.start())
                                .lines()
                                .count()
                        <= 3)
                .isPresent();
    }

    /** Counts the calls of helpers that are new in a file and assert something. */
    private int helperCalls(TestFile old, TestFile now, int from, int to) {
        Set<String> names = helpers.computeIfAbsent(now, file -> newHelpers(old, file));
        return (int) CALLED.matcher(now.source().shape())
                .region(from, to)
                .results()
                .filter(call -> names.contains(call.group(1)))
                .count();
    }

    private static Set<String> newHelpers(TestFile old, TestFile now) {
        Set<String> known = new HashSet<>();
        WORD.matcher(old.source().shape()).results().forEach(word -> known.add(word.group()));
        now.tests().forEach(test -> known.add(test.name()));
        Set<String> names = new HashSet<>();
        Matcher helper = HELPER.matcher(now.source().shape());
        while (helper.find()) {
            String name = helper.group(1) != null ? helper.group(1) : helper.group(2);
            int end = Math.min(now.source().shape().length(), helper.end() + NEAR);
            if (!known.contains(name)
                    && !now.statements(now.language().assertion(), helper.end(), end)
                            .isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static void withoutCommon(List<Statement> lost, List<Statement> gained) {
        lost.removeIf(old -> gained.stream()
                .filter(now -> now.text().equals(old.text()))
                .findFirst()
                .filter(gained::remove)
                .isPresent());
    }

    private static Set<String> texts(List<Statement> statements) {
        Set<String> texts = new HashSet<>();
        statements.forEach(statement -> texts.add(statement.text()));
        return texts;
    }

    private static List<Place> places(Iterable<TestFile> files) {
        List<Place> places = new ArrayList<>();
        files.forEach(file -> file.tests().forEach(test -> places.add(new Place(file, test))));
        return places;
    }

    private static String at(TestFile file, int position) {
        return file.path() + ":" + file.source().line(position) + ": ";
    }
}
