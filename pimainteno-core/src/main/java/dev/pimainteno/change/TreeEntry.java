package dev.pimainteno.change;

/**
 * One entry of a tree. Immutable.
 *
 * @param path relative to the tree's root, {@code /} between its parts
 * @param size in bytes; 0 for what is no file
 */
public record TreeEntry(String path, FileMode mode, long size) {}
