package io.saddlebag.camel;

import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.snapshot.SnapshotJob;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:snapshot}: takes one snapshot, if there is something new. */
final class SnapshotProducer extends DefaultProducer {

    private final BackupComponent component;
    private final SnapshotJob job;

    SnapshotProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
        this.job = component.snapshotJob(endpoint.getJob());
    }

    @Override
    public void process(Exchange exchange) {
        var options = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class);
        var run = job.take(options.stoppedBy(
                () -> component.stopRequested() || options.stopped().getAsBoolean()));
        if (!options.dryRun()) {
            RunLog.add(run);
            component.ended(run);
        }
        exchange.setProperty(ExchangeProperties.RUN, run);
        exchange.getMessage().setBody(RunSummary.of(run));
    }
}
