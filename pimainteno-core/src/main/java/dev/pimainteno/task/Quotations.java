package dev.pimainteno.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The texts by others in one prompt, each between two lines that carry a mark. The mark is a digest of all the texts: equal
 * texts have equal marks, and no text can hold the mark of the prompt that it stands in, so none can end its own quotation.
 */
final class Quotations {
    private static final int MARK_LENGTH = 16;

    private final List<Quotation> quotations;
    private final String mark;

    private Quotations(List<Quotation> quotations, String mark) {
        this.quotations = quotations;
        this.mark = mark;
    }

    static Quotations of(List<Quotation> quotations) {
        StringBuilder all = new StringBuilder();
        quotations.forEach(quotation -> all.append(quotation.title())
                .append('\n')
                .append(quotation.text())
                .append('\0'));
        String mark = digest(all.toString());
        while (all.indexOf(mark) >= 0) {
            mark = digest(mark + all);
        }
        return new Quotations(List.copyOf(quotations), mark);
    }

    /** Returns 16 hex digits that stand in none of the texts. */
    String mark() {
        return mark;
    }

    /** Returns the texts between their marks. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Quotation quotation : quotations) {
            text.append('[').append(mark).append("] begin ").append(quotation.title());
            text.append('\n').append(quotation.text());
            text.append('[').append(mark).append("] end\n");
        }
        return text.toString();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, MARK_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
