package dev.pimainteno.report;

import dev.pimainteno.report.Reports.Collection;
import dev.pimainteno.report.Reports.TestEnd;
import java.util.ArrayDeque;
import java.util.Deque;

/** JUnit's XML, as Surefire, Gradle, pytest, Jest, go-junit-report and many others write it. */
final class JUnitXml {
    private JUnitXml() {}

    static void read(byte[] document, Collection found) throws UnreadableReportException {
        XmlElements elements = XmlElements.of(document);
        Deque<String> suites = new ArrayDeque<>();
        boolean known = false;
        String suite = "";
        String test = "";
        TestEnd end = TestEnd.PASSED;
        String message = "";
        while (elements.next()) {
            String name = elements.name();
            if (elements.begins()) {
                known |= name.equals("testsuite") || name.equals("testsuites");
                switch (name) {
                    case "testsuite" -> suites.push(elements.attribute("name"));
                    case "testcase" -> {
                        String className = elements.attribute("classname");
                        suite = className.isEmpty() && !suites.isEmpty() ? suites.peek() : className;
                        test = elements.attribute("name");
                        end = TestEnd.PASSED;
                        message = "";
                    }
                    case "skipped" ->
                        end = elements.parent().equals("testcase") && end != TestEnd.FAILED ? TestEnd.SKIPPED : end;
                    case "failure", "error" -> {
                        if (elements.parent().equals("testcase")) {
                            end = TestEnd.FAILED;
                            String said = elements.attribute("message");
                            message = (said + "\n" + elements.text()).strip();
                        }
                    }
                    default -> {}
                }
            } else if (name.equals("testcase")) {
                found.test(suite, test, end, message);
            } else if (name.equals("testsuite") && !suites.isEmpty()) {
                suites.pop();
            }
        }
        if (!known) {
            throw new UnreadableReportException("no test suites in it", null);
        }
    }
}
