package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StopSignalTest {

    private final StringWriter err = new StringWriter();
    private final AtomicInteger halts = new AtomicInteger();

    @Test
    void theFirstAsksForAnEnd() {
        var signal = signal(Duration.ofHours(1), halts::incrementAndGet);
        assertThat(signal.getAsBoolean()).isFalse();

        signal.received();

        assertThat(signal.getAsBoolean()).isTrue();
        assertThat(halts).hasValue(0);
        assertThat(err.toString()).contains("once more ends it at once");
    }

    @Test
    void theSecondEndsAtOnce() {
        var signal = signal(Duration.ofHours(1), halts::incrementAndGet);
        signal.received();

        signal.received();

        assertThat(halts).hasValue(1);
    }

    @Test
    void endsAtOnceWhenTheRunDoesNotEndInTime() throws Exception {
        var halted = new CountDownLatch(1);

        signal(Duration.ofMillis(1), halted::countDown).received();

        assertThat(halted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private StopSignal signal(Duration patience, Runnable halt) {
        return new StopSignal(new PrintWriter(err), patience, halt);
    }
}
