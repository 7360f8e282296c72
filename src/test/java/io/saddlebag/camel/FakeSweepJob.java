package io.saddlebag.camel;

import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A job whose sweep finds the changes it was given, and whose destination is a list. */
final class FakeSweepJob implements SweepJob {

    final List<Change> found = new ArrayList<>();
    final List<Change> delivered = Collections.synchronizedList(new ArrayList<>());
    final List<@Nullable Receipt> receipts = new ArrayList<>();
    final List<Exception> failures = new ArrayList<>();
    final CountDownLatch swept = new CountDownLatch(1);

    @Nullable
    RunOptions options;

    @Nullable
    Exception refusal;

    boolean runsUntilStopped;
    Outcome outcome = Outcome.DONE;

    private final String name;
    private final Path source;

    FakeSweepJob(String name, Path source, Change... found) {
        this.name = name;
        this.source = source;
        this.found.addAll(List.of(found));
    }

    @Override
    public MirrorSettings settings() {
        return MirrorSettings.of(name, source, null);
    }

    @Override
    public Run sweep(RunOptions options, DeliverRoute route) {
        this.options = options;
        swept.countDown();
        while (runsUntilStopped && !options.stopped().getAsBoolean()) {
            Thread.onSpinWait();
        }
        found.forEach(change -> carry(change, route));
        return run(options.stopped().getAsBoolean() ? Outcome.INTERRUPTED : outcome);
    }

    private void carry(Change change, DeliverRoute route) {
        try {
            receipts.add(route.deliver(change));
        } catch (Exception e) {
            failures.add(e);
        }
    }

    private Run run(Outcome ended) {
        var counts = new Counts(receipts.size(), 0, 0, 0, failures.size(), 0, 0);
        return new Run(1, name, Instant.EPOCH, Instant.EPOCH.plusMillis(300), ended, counts, null);
    }

    @Override
    public Receipt deliver(Change change) throws Exception {
        if (refusal != null) {
            throw refusal;
        }
        delivered.add(change);
        return new Receipt(change.entry(), null, change.entry().version().size(), true);
    }
}
