package io.saddlebag;

import io.saddlebag.camel.RouteEngine;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the daemon send what comes into the outbox, as soon as no other process does. Nothing else waits for it. Closed when
 * the routes have ended.
 */
final class Postman implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FileOutbox outbox;
    private final Locks locks;
    private final RouteEngine engine;
    private final Thread waiting = new Thread(this::begin, "outbox");
    private Locks.@Nullable Held held;
    private boolean stopped;

    Postman(FileOutbox outbox, Locks locks, RouteEngine engine) {
        this.outbox = outbox;
        this.locks = locks;
        this.engine = engine;
    }

    void start() {
        waiting.setDaemon(true);
        waiting.start();
    }

    private synchronized void begin() {
        try {
            while (!stopped && !tryBegin()) {
                wait(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("No messages are sent until the next start: {}", e.getMessage());
        }
    }

    private boolean tryBegin() {
        try {
            held = locks.acquire(List.of(FileOutbox.LOCK), false, () -> false);
        } catch (LockedException e) {
            return false;
        }
        outbox.tidy();
        engine.startSending();
        return true;
    }

    /** Does not begin any more. Returns when that is sure. */
    synchronized void requestStop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        requestStop();
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
