package io.saddlebag;

import io.saddlebag.alert.Outbox;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has it decided, from what the catalog knows, what the admins are told, and puts their messages into the outbox. Of all
 * processes and threads with one home only one does so at a time. Nothing here is ever thrown into a backup, and no backup waits
 * for it: what cannot be decided now is decided later.
 */
final class Alerting {

    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);

    /** The name of the lock of whoever decides. */
    static final String LOCK = "alerts";

    /** How long the end of a command waits for another one that decides. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Catalog catalog;
    private final Locks locks;
    private final Clock clock;
    private final AlertPass pass;
    private final Instant started;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();

    Alerting(Settings settings, Catalog catalog, Locks locks, Clock clock, Outbox outbox) {
        this.catalog = catalog;
        this.locks = locks;
        this.clock = clock;
        this.started = clock.instant();
        this.pass = new AlertPass(settings, catalog, locks, outbox);
    }

    /** To be called before work is done: what ended before this process began is told to nobody, if nobody ever judged it. */
    void begin() {
        begun.set(true);
        guarded(() -> catalog.alerts().begin(started));
    }

    /** Decides now, unless another one does; messages wait until a digest is full. */
    void decide() {
        attempt(false);
    }

    /** Decides at the end of a process, if there was work: then nothing waits for a digest. */
    void finish() {
        if (begun.get()) {
            attempt(true);
        }
    }

    private void attempt(boolean ending) {
        guarded(() -> {
            try {
                decideAlone(ending);
            } catch (LockedException e) {
                // Whoever holds the lock decides.
            } catch (SaddlebagException e) {
                if (e.outcome() != Outcome.INTERRUPTED) {
                    throw e;
                }
            }
        });
    }

    @SuppressWarnings("try") // the lock is only held
    private void decideAlone(boolean ending) {
        try (var held = locks.acquire(List.of(LOCK), ending, patience())) {
            catalog.alerts().begin(started);
            pass.run(ending, clock.instant());
        }
    }

    private static BooleanSupplier patience() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        return () -> System.nanoTime() - end > 0;
    }

    private void guarded(Runnable work) {
        try {
            work.run();
            warned.set(false);
        } catch (RuntimeException e) {
            if (!warned.getAndSet(true)) {
                LOG.warn(
                        "Alerts cannot be decided or put into the outbox now, which is tried again: {}",
                        e.getMessage());
            }
        }
    }
}
