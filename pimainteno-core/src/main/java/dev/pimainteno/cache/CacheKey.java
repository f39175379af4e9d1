package dev.pimainteno.cache;

import java.util.regex.Pattern;

/**
 * Names a value by what it depends on, so that an entry never needs to be invalidated. Immutable.
 *
 * @param namespace the kind of value: 1 to 64 characters out of {@code a-z}, {@code 0-9} and {@code -}
 * @param contentId a digest or revision of everything that the value depends on: 1 to 200 characters out of letters,
 *     digits, {@code .}, {@code _} and {@code -}, not beginning with a dot
 */
public record CacheKey(String namespace, String contentId) {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern CONTENT_ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    public CacheKey {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("namespace: 1 to 64 of a-z, 0-9 and '-', not '" + namespace + "'");
        }
        if (!CONTENT_ID.matcher(contentId).matches()) {
            throw new IllegalArgumentException(
                    "contentId: 1 to 200 letters, digits, '.', '_' and '-', not '" + contentId + "'");
        }
    }
}
