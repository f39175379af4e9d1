package dev.pimainteno.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What a failure of RocksDB means for the store. */
enum Trouble {
    /** Another opener has it. */
    LOCKED,
    /** There is no room on the disk; RocksDB goes on by itself when there is. */
    NO_SPACE,
    /** What was read is not what was written. */
    DAMAGED,
    /** Anything else: perhaps the store is damaged, perhaps the file system does not work. */
    UNCLEAR;

    static Trouble of(RocksDBException failure) {
        Status status = failure.getStatus();
        if (status == null) {
            return UNCLEAR;
        }
        if (status.getSubCode() == Status.SubCode.NoSpace || isCompactionTooLarge(status)) {
            return NO_SPACE;
        }
        if (status.getCode() == Status.Code.Corruption) {
            return DAMAGED;
        }
        // RocksDB has no code for it, but words of its own, before the operating system's, which may be translated.
        String words = String.valueOf(status.getState());
        boolean locked = words.startsWith("While lock file") || words.startsWith("lock hold by current process");
        return status.getCode() == Status.Code.IOError && locked ? LOCKED : UNCLEAR;
    }

    /** Returns what RocksDB says of a failure, or what it means where it has no words for it. */
    static String words(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && isCompactionTooLarge(status)
                ? "No space left on device to rewrite the tables"
                : String.valueOf(failure.getMessage());
    }

    /**
     * What RocksDB says, before it tries, once it has had no room and has none yet. Its Java side does not know the code,
     * nor the one of a dropped column family, of which there are none here.
     */
    private static boolean isCompactionTooLarge(Status status) {
        return status.getCode() == Status.Code.Undefined;
    }
}
