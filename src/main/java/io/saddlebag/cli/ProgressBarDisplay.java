package io.saddlebag.cli;

import io.saddlebag.model.Change;
import io.saddlebag.model.DisplayBytes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error: paths looked at, out of those the catalog knows, and bytes carried. The only class that
 * needs the progress bar's library, so that nothing of it is loaded where no terminal looks on.
 */
final class ProgressBarDisplay implements ProgressDisplay {

    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar;
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong shown = new AtomicLong(System.nanoTime());

    ProgressBarDisplay(String job, int columns) {
        // A width is given, and so the library does not ask the terminal, which takes it a tenth of a second.
        bar = ProgressBar.builder()
                .setTaskName(job)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void began(long knownFiles) {
        if (knownFiles > 0) {
            bar.maxHint(knownFiles);
        }
    }

    @Override
    public void unchanged(long paths) {
        bar.stepBy(paths);
    }

    @Override
    public void verified(long compared) {
        step(compared);
    }

    @Override
    public void done(Change change, long carried) {
        step(carried);
    }

    private void step(long more) {
        bytes.add(more);
        bar.step();
        long last = shown.get();
        long now = System.nanoTime();
        if (now - last > INTERVAL_MILLIS * 1_000_000L && shown.compareAndSet(last, now)) {
            bar.setExtraMessage(DisplayBytes.of(bytes.sum()));
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
