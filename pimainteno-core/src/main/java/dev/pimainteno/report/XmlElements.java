package dev.pimainteno.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of an XML document one after another. No document type is read, no entity is replaced but those of XML itself, nothing
 * is fetched, and nothing may be nested deeply. For one document and one thread.
 */
final class XmlElements {
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 2_000;

    private final XMLStreamReader reader;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean begun;

    private XmlElements(XMLStreamReader reader) {
        this.reader = reader;
    }

    static XmlElements of(byte[] document) throws UnreadableReportException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // The depth is counted by this class, so that every JDK says the same of what is too deep.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        // Without one, what is wrong with a document is printed.
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> new ByteArrayInputStream(new byte[0]));
        try {
            return new XmlElements(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException e) {
            throw new UnreadableReportException(said(e), e);
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    /** Goes to the next place where an element begins or ends; false at the end of the document. */
    boolean next() throws UnreadableReportException {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (open.size() >= DEEPEST) {
                        throw new UnreadableReportException("nested more than " + DEEPEST + " deep", null);
                    }
                    open.push(reader.getLocalName());
                    begun = true;
                    return true;
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    begun = false;
                    open.pop();
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw new UnreadableReportException(said(e), e);
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    /** Whether an element begins here, else one ends. */
    boolean begins() {
        return begun;
    }

    /** Returns the name of what begins or ends here. */
    String name() {
        return reader.getLocalName();
    }

    /** Returns how many elements are open, one that begins here included. */
    int depth() {
        return open.size();
    }

    /** Returns the name of the element around the one that begins here; empty if there is none. */
    String parent() {
        return open.stream().skip(1).findFirst().orElse("");
    }

    /** Returns an attribute of the element that begins here; empty if it has none of the name. */
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Returns an attribute as a number that is not negative; 0 where it is none. */
    long number(String name) {
        String value = attribute(name);
        return value.matches("\\d{1,12}") ? Long.parseLong(value) : 0;
    }

    /** Returns the beginning of the text in the element that begins here, and goes to its end. */
    String text() throws UnreadableReportException {
        StringBuilder text = new StringBuilder();
        int depth = open.size();
        try {
            while (open.size() >= depth) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (open.size() >= DEEPEST) {
                        throw new UnreadableReportException("nested more than " + DEEPEST + " deep", null);
                    }
                    open.push(reader.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.pop();
                } else if (reader.isCharacters() && text.length() < LONGEST_TEXT) {
                    text.append(reader.getText());
                }
            }
        } catch (XMLStreamException e) {
            throw new UnreadableReportException(said(e), e);
        } catch (RuntimeException e) {
            throw broken(e);
        }
        begun = false;
        return text.length() <= LONGEST_TEXT ? text.toString() : text.substring(0, LONGEST_TEXT);
    }

    private static String said(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .reduce((first, last) -> last)
                .orElse("no XML");
    }

    /** The parser breaks over some inputs that are no XML. */
    private static UnreadableReportException broken(RuntimeException e) {
        return new UnreadableReportException("no XML: " + e, e);
    }
}
