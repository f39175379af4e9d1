package dev.pimainteno.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksObject;
import org.rocksdb.WriteOptions;

/**
 * How RocksDB is asked to work on a small machine: 4 MiB of block cache with everything that can go into it, at most two
 * write buffers of 4 MiB, few open files, small files, and no statistics that nobody reads. Not safe for use after close.
 */
final class StoreOptions implements AutoCloseable {
    private static final long BLOCK_CACHE_BYTES = 4 << 20;
    private static final long MOST_WRITE_BUFFER_BYTES = 4 << 20;
    private static final long LEAST_WRITE_BUFFER_BYTES = 64 << 10;
    private static final int OPEN_FILES = 64;
    private static final int ALL_FILES = -1;

    /** In the order of their making; they are closed in the opposite one. */
    private final Deque<RocksObject> made = new ArrayDeque<>();

    private final Options options = keep(new Options());
    private final ReadOptions scan = keep(new ReadOptions().setFillCache(false));
    /** Not forced to the disk: what the kernel has is safe when this process is killed. */
    private final WriteOptions write = keep(new WriteOptions().setSync(false));

    private StoreOptions() {
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(keep(new LRUCache(BLOCK_CACHE_BYTES)))
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(keep(new BloomFilter(10)))
                .setBlockSize(16 << 10);
        options.setTableFormatConfig(tables)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTargetFileSizeBase(8 << 20)
                .setMaxBytesForLevelBase(32 << 20)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(1 << 20)
                .setKeepLogFileNum(1)
                .setMaxManifestFileSize(1 << 20);
    }

    /**
     * For a store that takes up to {@code maxBytes}, to which its write buffers are in proportion.
     *
     * @param keepLogs whether what is in the logs may stay there: opening is faster, but leaves one log more
     */
    static StoreOptions writable(long maxBytes, boolean createIfMissing, boolean keepLogs) {
        StoreOptions made = new StoreOptions();
        long writeBuffer = Math.max(LEAST_WRITE_BUFFER_BYTES, Math.min(MOST_WRITE_BUFFER_BYTES, maxBytes / 16));
        made.options
                .setCreateIfMissing(createIfMissing)
                .setAvoidFlushDuringRecovery(keepLogs)
                .setMaxOpenFiles(OPEN_FILES)
                .setWriteBufferSize(writeBuffer)
                .setMaxWriteBufferNumber(2)
                .setMaxTotalWalSize(2 * writeBuffer);
        return made;
    }

    /** For a look at a store that another process writes to; its files are opened before they can be deleted. */
    static StoreOptions readOnly() {
        StoreOptions made = new StoreOptions();
        made.options.setMaxOpenFiles(ALL_FILES);
        return made;
    }

    Options options() {
        return options;
    }

    ReadOptions scan() {
        return scan;
    }

    WriteOptions write() {
        return write;
    }

    private <T extends RocksObject> T keep(T object) {
        made.push(object);
        return object;
    }

    @Override
    public void close() {
        made.forEach(RocksObject::close);
    }
}
