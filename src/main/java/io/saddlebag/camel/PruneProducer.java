package io.saddlebag.camel;

import io.saddlebag.model.RunOptions;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code backup:prune}: removes the snapshots that no rule keeps. It neither waits for others, as the next run prunes as well, nor
 * changes how the run before it ended.
 */
final class PruneProducer extends DefaultProducer {

    private final BackupComponent component;
    private final PruneJob job;

    PruneProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
        this.job = component.pruneJob(endpoint.getJob());
    }

    @Override
    public void process(Exchange exchange) {
        var asked = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class);
        var options = RunOptions.DEFAULT.stoppedBy(
                () -> component.stopRequested() || asked.stopped().getAsBoolean());
        if (!asked.dryRun() && !options.stopped().getAsBoolean()) {
            exchange.setProperty(ExchangeProperties.PRUNE, job.prune(options));
        }
    }
}
