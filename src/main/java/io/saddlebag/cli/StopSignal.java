package io.saddlebag.cli;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl+C, SIGTERM and SIGHUP. The first one asks for an orderly end; when that takes too long, or at the second one, the
 * process ends at once with 130, as a crash that the next run clears up.
 *
 * <p>The signals are taken from the JVM, not left to it and a shutdown hook: the JVM would end with 130 or 143 whatever the
 * command's own exit code is, would run the hooks of all libraries while files are still copied, and would swallow the
 * second Ctrl+C. A signal that the caller ignores ({@code nohup}) stays ignored.
 */
final class StopSignal implements BooleanSupplier {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /** What it may take to record and close after the files in hand were waited for or dropped. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final PrintWriter err;
    private final Duration patience;
    private final Runnable halt;

    StopSignal(PrintWriter err, Duration patience, Runnable halt) {
        this.err = err;
        this.patience = patience;
        this.halt = halt;
    }

    /** Listens from now on, for the rest of the process. */
    static StopSignal install(PrintWriter err, Duration patience) {
        var signal = new StopSignal(
                err, patience.plus(CLOSING), () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code()));
        SIGNALS.forEach(signal::listenTo);
        return signal;
    }

    /** Whether a stop was asked for. */
    @Override
    public boolean getAsBoolean() {
        return stop.getCount() == 0;
    }

    /** Returns when a stop is asked for. */
    void await() {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a signal does. */
    synchronized void received() {
        if (getAsBoolean()) {
            halt.run();
            return;
        }
        stop.countDown();
        say("Stopping; once more ends it at once.");
        var watch = new Thread(this::haltWhenItTakesTooLong, "stop-timeout");
        watch.setDaemon(true);
        watch.start();
    }

    private void haltWhenItTakesTooLong() {
        try {
            TimeUnit.MILLISECONDS.sleep(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        say("The run did not end within " + patience.toSeconds()
                + " s (saddlebag.stop-timeout); the next run clears up.");
        halt.run();
    }

    private void say(String line) {
        err.println(Terminal.of(System.getProperties()).eraseLine() + line);
    }

    /** By reflection, as the compiler warns of the class without a way to say that it is meant. */
    private void listenTo(String name) {
        try {
            var signalClass = Class.forName("sun.misc.Signal");
            var handlerClass = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                        received();
                        return null;
                    });
            signalClass
                    .getMethod("handle", signalClass, handlerClass)
                    .invoke(null, signalClass.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            // A JVM without the class, or one told to leave signals alone (-Xrs): it ends in its own way.
        }
    }
}
