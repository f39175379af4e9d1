package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class TroubleTest {
    @ParameterizedTest
    @CsvSource({
        "IOError, NoSpace, While appending to file, NO_SPACE",
        "Undefined, None, , NO_SPACE",
        "Corruption, None, block checksum mismatch, DAMAGED",
        "IOError, None, While lock file: /cache/LOCK, LOCKED",
        "IOError, None, While pread offset 0, UNCLEAR",
        "InvalidArgument, None, While lock file, UNCLEAR",
    })
    void tellsWhatAFailureMeans(Status.Code code, Status.SubCode subCode, String state, Trouble meant) {
        assertThat(Trouble.of(new RocksDBException(new Status(code, subCode, state))))
                .isEqualTo(meant);
    }

    @Test
    void isUnclearOfAFailureWithoutStatus() {
        assertThat(Trouble.of(new RocksDBException("words"))).isEqualTo(Trouble.UNCLEAR);
    }

    @Test
    void hasWordsWhereRocksDbHasNone() {
        Status tooLarge = new Status(Status.Code.Undefined, Status.SubCode.None, null);

        assertThat(Trouble.words(new RocksDBException(tooLarge)))
                .isEqualTo("No space left on device to rewrite the tables");
        assertThat(Trouble.words(new RocksDBException("words"))).isEqualTo("words");
    }
}
