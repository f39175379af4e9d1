package dev.pimainteno.redaction;

/**
 * A line of a text, or of what was added to one. Immutable.
 *
 * @param number from 1, in the whole text
 * @param text without the line's end
 */
public record TextLine(int number, String text) {}
