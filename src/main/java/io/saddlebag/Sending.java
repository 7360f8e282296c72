package io.saddlebag;

import io.saddlebag.camel.MailServer;
import io.saddlebag.camel.Mailing;
import io.saddlebag.camel.RouteEngine;
import io.saddlebag.camel.RunRecord;
import io.saddlebag.camel.Telling;
import io.saddlebag.catalog.LockedException;
import io.saddlebag.catalog.Locks;
import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages from a command, which does nothing else meanwhile, through the same routes as the daemon. */
public final class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Sending() {}

    /**
     * Sends what waits, until all is sent, an attempt fails, ten seconds have passed or a stop is asked for. Nothing is started
     * where nothing waits, or where another process sends. Never throws: the messages stay where they are.
     */
    @SuppressWarnings("try") // the lock is only held
    static void deliver(FileOutbox outbox, Settings settings, Locks locks, BooleanSupplier stopped) {
        if (outbox.isEmpty() || stopped.getAsBoolean()) {
            return;
        }
        try (var held = locks.acquire(List.of(FileOutbox.LOCK), false, stopped)) {
            outbox.tidy();
            var mailing = mailing(outbox, settings);
            var next = outbox.next();
            boolean inTime = await(
                    mailing, settings, LONGEST, () -> outbox.isEmpty() || outbox.hasFailed() || stopped.getAsBoolean());
            if (!inTime && outbox.next().equals(next)) {
                outbox.failed("The first was not accepted within " + LONGEST.toSeconds()
                        + " s. \"saddlebag alert --test\" waits longer and tells more.");
            }
        } catch (LockedException e) {
            LOG.debug("Another process sends", e);
        } catch (RuntimeException e) {
            LOG.warn("Messages stay in the outbox: {}", e.getMessage());
        }
    }

    /** Connects to the mail server and leaves again; returns what went wrong. */
    public static Optional<String> tryServer(Settings settings) {
        return Optional.ofNullable(settings.messaging().mail()).flatMap(MailServer::tryConnection);
    }

    static Mailing mailing(FileOutbox outbox, Settings settings) {
        var messaging = settings.messaging();
        return new Mailing(outbox.directory(), outbox, messaging.mail(), messaging.retry());
    }

    /** Sends one message now, past the outbox, through the routes; returns what went wrong. */
    public static Optional<String> test(Settings settings) {
        var message =
                TestMessage.at(Clock.systemUTC().instant(), settings.alerts().host());
        try (var scratch = Scratch.make()) {
            MessageFile.write(message, scratch.directory());
            var attempt = new SingleAttempt(message);
            var longest = settings.messaging().patience();
            if (!await(attempt.mailing(scratch.directory(), settings), settings, longest, attempt::isOver)) {
                return Optional.of("It was not accepted within " + longest.toSeconds() + " s.");
            }
            return attempt.problem();
        } catch (IOException e) {
            throw new SaddlebagException("The test message cannot be written: " + e.getMessage());
        }
    }

    /** Makes the routes that tell the admins and throws them away; what the daemon would fail with is thrown. */
    public static void tryRoutes(Settings settings) {
        try (var scratch = Scratch.make()) {
            var nothing = new SingleAttempt(null);
            start(nothing.mailing(scratch.directory(), settings), settings).close();
        }
    }

    /** Lets the routes send until it is enough; whether it was in time. */
    private static boolean await(Mailing mailing, Settings settings, Duration longest, BooleanSupplier enough) {
        long deadline = System.nanoTime() + longest.toNanos();
        try (var engine = start(mailing, settings)) {
            engine.startSending();
            while (!enough.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
            return true;
        }
    }

    private static RouteEngine start(Mailing mailing, Settings settings) {
        var files = new ArrayList<Path>(settings.types().commonFiles());
        files.addAll(settings.types().alertFiles());
        return RouteEngine.start(
                new RouteEngine.Plan(files, List.of(), false, settings.camel(), STOP_TIMEOUT),
                new RouteEngine.Jobs(Map.of(), Map.of(), Map.of()),
                RunRecord.NONE,
                new Telling(() -> {}, mailing));
    }
}
