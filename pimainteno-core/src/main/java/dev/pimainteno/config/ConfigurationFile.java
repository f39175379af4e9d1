package dev.pimainteno.config;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a configuration, bounded in size before anything looks at it. Immutable. */
final class ConfigurationFile {
    static final int MOST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final ConfigurationSource source;
    private final Opener opener;

    /** Opens a file for reading. */
    @FunctionalInterface
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    ConfigurationFile(ConfigurationSource source, Opener opener) {
        this.source = source;
        this.opener = opener;
    }

    String text() {
        return decode(bytes());
    }

    private byte[] bytes() {
        if (Files.isDirectory(source.file())) {
            throw failure(Reason.UNREADABLE, 0, "is a directory; expected a file such as PiMainteno.toml in it", null);
        }
        if (Files.notExists(source.file(), LinkOption.NOFOLLOW_LINKS)) {
            throw failure(Reason.NOT_FOUND, 0, "no such file; write one there or name another with --config", null);
        }
        if (Files.isSymbolicLink(source.file()) && Files.notExists(source.file())) {
            throw failure(Reason.UNREADABLE, 0, "is a link to nothing; expected a file or a link to one", null);
        }
        if (Files.exists(source.file()) && !Files.isRegularFile(source.file())) {
            throw failure(Reason.UNREADABLE, 0, "is neither a file nor a link to one; expected a text file", null);
        }
        try (InputStream stream = opener.open(source.file())) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw failure(Reason.UNREADABLE, 0, "is over 1 MiB; expected a configuration", null);
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw failure(Reason.UNREADABLE, 0, "this user may not read it; expected read permission", e);
        } catch (IOException e) {
            throw failure(Reason.UNREADABLE, 0, "cannot be read: " + e, e);
        }
    }

    private String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            String message = "byte 0x%02x is not UTF-8; save the file as UTF-8".formatted(bytes[in.position()]);
            throw failure(Reason.UNREADABLE, lineOf(in.position(), bytes), message, null);
        }
        String text = out.flip().toString();
        // Some editors begin a file with this mark; TOML has no place for it.
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static int lineOf(int position, byte[] bytes) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private ConfigurationException failure(Reason reason, int line, String message, @Nullable Throwable cause) {
        return new ConfigurationException(reason, List.of(new Problem(source.name(), line, "", message)), cause);
    }
}
