package dev.pimainteno.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.report.Reports.Collection;
import dev.pimainteno.report.Reports.TestEnd;
import dev.pimainteno.report.Reports.TestName;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a report has, a reader reads it or says that it cannot. */
class ReportProperties {
    private static final List<Reader> READERS = List.of(JUnitXml::read, CoverageXml::read, Lcov::read, Sarif::read);

    private interface Reader {
        void read(byte[] document, Collection found) throws UnreadableReportException;
    }

    @Property
    void noBytesBreakAReader(@ForAll byte[] bytes) {
        READERS.forEach(reader -> readsOrRefuses(reader, bytes));
    }

    @Property
    void noDamageBreaksAReader(@ForAll("damaged") byte[] bytes) {
        READERS.forEach(reader -> readsOrRefuses(reader, bytes));
    }

    @Property
    void readsEveryNameThatXmlCanHold(@ForAll("names") String name) throws UnreadableReportException {
        Collection found = new Collection();
        String escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");

        JUnitXml.read(("<testsuite><testcase name=\"" + escaped + "\"/></testsuite>").getBytes(UTF_8), found);

        assertThat(found.toReports().tests())
                .containsExactly(java.util.Map.entry(new TestName("", name), TestEnd.PASSED));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\u00e9\u2603")
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<String> sound = Arbitraries.of(
                "<?xml version='1.0' encoding='UTF-8'?><testsuite name='a'><testcase name='b' classname='c'><failure message='m'>t</failure></testcase></testsuite>",
                "<!DOCTYPE report PUBLIC '-//JACOCO//DTD Report 1.1//EN' 'report.dtd'><report><counter type='LINE' missed='1' covered='2'/></report>",
                "<coverage><class><lines><line hits='1'/></lines></class></coverage>",
                "SF:a\nDA:1,2\nend_of_record\n",
                "{\"runs\":[{\"results\":[{\"ruleId\":\"x\",\"level\":\"error\",\"message\":{\"text\":\"t\"}}]}]}");
        return Combinators.combine(
                        sound, Arbitraries.integers().between(0, 200), Arbitraries.bytes(), Arbitraries.of(true, false))
                .as((text, place, value, cut) -> {
                    byte[] bytes = text.getBytes(UTF_8);
                    int at = place % bytes.length;
                    if (cut) {
                        return java.util.Arrays.copyOf(bytes, at);
                    }
                    bytes[at] = value;
                    return bytes;
                });
    }

    private static void readsOrRefuses(Reader reader, byte[] bytes) {
        try {
            reader.read(bytes, new Collection());
        } catch (UnreadableReportException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
