package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class StoredEntryProperties {
    private static final CacheKey KEY = new CacheKey("answers", "abc");

    @Property
    void whatIsWrittenIsRead(
            @ForAll byte[] value, @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE * 2L) long second) {
        StoredEntry entry = new StoredEntry(Instant.ofEpochSecond(second), value);

        assertThat(StoredEntry.decode(KEY, entry.encode(KEY)).orElseThrow().sameAs(entry))
                .isTrue();
    }

    @Property
    void noFlippedBitIsOverlooked(@ForAll byte[] value, @ForAll @IntRange(min = 0, max = 1 << 20) int place) {
        byte[] record = new StoredEntry(Instant.ofEpochSecond(1_800_000_000), value).encode(KEY);
        record[place / 8 % record.length] ^= (byte) (1 << place % 8);

        assertThat(StoredEntry.decode(KEY, record)).isEmpty();
    }

    @Property
    void noOtherLengthIsOverlooked(@ForAll byte[] value, @ForAll @IntRange(min = 0, max = 500) int length) {
        byte[] record = new StoredEntry(Instant.ofEpochSecond(1_800_000_000), value).encode(KEY);

        boolean read = StoredEntry.decode(KEY, Arrays.copyOf(record, length)).isPresent();

        assertThat(read).isEqualTo(length == record.length);
    }

    @Property
    void aRecordUnderAnotherKeyIsNone(@ForAll byte[] value) {
        byte[] record = new StoredEntry(Instant.ofEpochSecond(1_800_000_000), value).encode(KEY);

        assertThat(StoredEntry.decode(new CacheKey("answers", "abd"), record)).isEmpty();
        assertThat(StoredEntry.decode(new CacheKey("answer", "sabc"), record)).isEmpty();
    }
}
