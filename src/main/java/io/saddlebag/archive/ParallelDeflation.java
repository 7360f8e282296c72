package io.saddlebag.archive;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;

/**
 * Deflates blocks (RFC 1951) on several threads and hands on the results in the order in which the blocks came, on the thread that
 * gave them. What is underway is bounded. Each result is the same whatever the number of threads.
 */
final class ParallelDeflation implements Closeable {

    static final int BLOCK_SIZE = 1 << 20;
    static final int WINDOW = 1 << 15;
    private static final int TASKS_PER_THREAD = 64;

    private final ExecutorService threads;
    private final int level;
    private final long mostBytes;
    private final int mostTasks;
    private final ArrayDeque<Pending> underway = new ArrayDeque<>();
    private long bytesUnderway;

    ParallelDeflation(int threadCount, int level) {
        this.threads = Executors.newFixedThreadPool(threadCount, task -> {
            var thread = new Thread(task, "deflate");
            thread.setDaemon(true);
            return thread;
        });
        this.level = level;
        this.mostBytes = Math.min(threadCount * 3L, 32) * BLOCK_SIZE;
        this.mostTasks = threadCount * TASKS_PER_THREAD;
    }

    /**
     * A part of a stream.
     *
     * @param bytes what is to be deflated
     * @param before what stands before it in the same stream, up to {@link #WINDOW} bytes
     * @param last whether the stream ends with it
     */
    record Block(byte[] bytes, byte[] before, boolean last) {}

    /** Takes a deflated block. */
    interface Sink {
        void take(byte[] deflated) throws IOException;
    }

    private record Pending(Future<byte[]> deflated, int size, Sink sink) {}

    /** Begins with a block, and hands on earlier results where too much is underway. */
    void add(Block block, Sink sink) throws IOException {
        while (bytesUnderway + block.bytes().length > mostBytes || underway.size() >= mostTasks) {
            if (underway.isEmpty()) {
                break;
            }
            handOnFirst();
        }
        var deflated = threads.submit(() -> deflate(block, level));
        underway.add(new Pending(deflated, block.bytes().length, sink));
        bytesUnderway += block.bytes().length;
    }

    /** Hands on all results. */
    void finish() throws IOException {
        while (!underway.isEmpty()) {
            handOnFirst();
        }
    }

    private void handOnFirst() throws IOException {
        var first = underway.remove();
        bytesUnderway -= first.size();
        try {
            first.sink().take(first.deflated().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while deflating");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static byte[] deflate(Block block, int level) {
        var deflater = new Deflater(level, true);
        try {
            if (block.before().length > 0) {
                deflater.setDictionary(block.before());
            }
            deflater.setInput(block.bytes());
            if (block.last()) {
                deflater.finish();
            }
            var output = new ByteArrayOutputStream(block.bytes().length / 2 + 64);
            var buffer = new byte[1 << 14];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                output.write(buffer, 0, count);
            } while (block.last() ? !deflater.finished() : count == buffer.length);
            return output.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
