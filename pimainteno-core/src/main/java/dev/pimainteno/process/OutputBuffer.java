package dev.pimainteno.process;

import java.nio.charset.StandardCharsets;

/** Keeps the first quarter and the last three quarters of what is written to it. Guarded by its own monitor. */
final class OutputBuffer {
    private final byte[] head;
    private final byte[] tail;
    private int headLength;
    private int tailEnd;
    private long total;

    OutputBuffer(int capacity) {
        this.head = new byte[capacity / 4];
        this.tail = new byte[capacity - capacity / 4];
    }

    synchronized void write(byte[] bytes, int length) {
        total += length;
        int taken = Math.min(length, head.length - headLength);
        System.arraycopy(bytes, 0, head, headLength, taken);
        headLength += taken;
        int from = Math.max(taken, length - tail.length);
        for (int i = from; i < length; ) {
            int run = Math.min(length - i, tail.length - tailEnd);
            System.arraycopy(bytes, i, tail, tailEnd, run);
            tailEnd = (tailEnd + run) % tail.length;
            i += run;
        }
    }

    synchronized boolean isEmpty() {
        return total == 0;
    }

    synchronized boolean overflowed() {
        return total > head.length + (long) tail.length;
    }

    synchronized byte[] toByteArray() {
        if (!overflowed()) {
            int tailLength = (int) (total - headLength);
            byte[] all = new byte[headLength + tailLength];
            System.arraycopy(head, 0, all, 0, headLength);
            System.arraycopy(tail, 0, all, headLength, tailLength);
            return all;
        }
        long dropped = total - head.length - tail.length;
        byte[] notice = ("\n[... " + dropped + " bytes left out ...]\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + notice.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(notice, 0, all, head.length, notice.length);
        int first = tail.length - tailEnd;
        System.arraycopy(tail, tailEnd, all, head.length + notice.length, first);
        System.arraycopy(tail, 0, all, head.length + notice.length + first, tailEnd);
        return all;
    }
}
