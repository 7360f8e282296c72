package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers(4, "test");
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void carryOutEverythingThatTasksAdd() {
        workers.directory(() -> grow(12));

        workers.run();

        assertThat(done).hasValue((1 << 13) - 1);
    }

    private void grow(int depth) {
        done.incrementAndGet();
        if (depth > 0) {
            workers.directory(() -> grow(depth - 1));
            workers.file(() -> grow(depth - 1));
        }
    }

    @Test
    void passOnWhatATaskThrewAndDropTheRest() {
        var one = new Workers(1, "test");
        for (int i = 0; i < 1000; i++) {
            one.directory(done::incrementAndGet);
        }
        one.file(() -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(one::run).isInstanceOf(IllegalStateException.class);
        assertThat(done).hasValue(0);
    }

    @Test
    void canRunAgain() {
        workers.file(done::incrementAndGet);
        workers.run();
        workers.file(done::incrementAndGet);

        workers.run();

        assertThat(done).hasValue(2);
    }

    @Test
    void keepNothingOfThreadsThatEnded() {
        var ended = new ConcurrentLinkedQueue<WeakReference<Thread>>();
        var together = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            workers.directory(() -> {
                workers.file(done::incrementAndGet);
                meet(together);
                ended.add(new WeakReference<>(Thread.currentThread()));
            });
        }

        workers.run();

        for (int i = 0; i < 50 && alive(ended) > 1; i++) {
            System.gc();
        }
        assertThat(alive(ended)).as("the calling thread only").isEqualTo(1);
    }

    private static long alive(Collection<WeakReference<Thread>> threads) {
        return threads.stream().filter(thread -> thread.get() != null).count();
    }

    @Test
    void takeFilesBeforeDirectories() {
        var one = new Workers(1, "test");
        var order = new StringBuilder();
        one.directory(() -> order.append('d'));
        one.file(() -> order.append('f'));

        one.run();

        assertThat(order).hasToString("fd");
    }

    @Test
    void helpTheOneThatFoundMoreThanItCanCarry() {
        var two = new Workers(2, "test");
        var together = new CountDownLatch(2);
        two.directory(() -> {
            for (int i = 0; i < 2; i++) {
                two.file(() -> meet(together));
            }
        });

        two.run();

        assertThat(together.getCount()).isZero();
    }

    /** Ends when the other one has come as well. */
    private static void meet(CountDownLatch together) {
        together.countDown();
        try {
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
