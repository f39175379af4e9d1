package dev.pimainteno.report;

import dev.pimainteno.report.Reports.Collection;
import dev.pimainteno.report.Reports.Coverage;

/** The XML of JaCoCo and of Cobertura; the latter's form is written by coverage.py, Istanbul, gcovr and others, too. */
final class CoverageXml {
    private CoverageXml() {}

    static void read(byte[] document, Collection found) throws UnreadableReportException {
        XmlElements elements = XmlElements.of(document);
        if (!elements.next()) {
            throw new UnreadableReportException("nothing in it", null);
        }
        switch (elements.name()) {
            case "report" -> jacoco(elements, found);
            case "coverage" -> cobertura(elements, found);
            default -> throw new UnreadableReportException("no coverage in it, but " + elements.name(), null);
        }
    }

    /** The sums of the whole report stand at its end, directly below the root. */
    private static void jacoco(XmlElements elements, Collection found) throws UnreadableReportException {
        while (elements.next()) {
            if (elements.begins()
                    && elements.depth() == 2
                    && elements.name().equals("counter")
                    && elements.attribute("type").equals("LINE")) {
                found.coverage("JaCoCo", new Coverage(elements.number("covered"), elements.number("missed")));
            }
        }
    }

    private static void cobertura(XmlElements elements, Collection found) throws UnreadableReportException {
        long covered = 0;
        long missed = 0;
        boolean ofClass = false;
        while (elements.next()) {
            if (!elements.begins()) {
                continue;
            }
            // A line of a method stands below the method, and once more below the class.
            if (elements.name().equals("lines")) {
                ofClass = elements.parent().equals("class");
            } else if (elements.name().equals("line") && ofClass) {
                if (elements.number("hits") > 0) {
                    covered++;
                } else {
                    missed++;
                }
            }
        }
        found.coverage("Cobertura", new Coverage(covered, missed));
    }
}
