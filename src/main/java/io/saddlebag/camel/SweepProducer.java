package io.saddlebag.camel;

import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:sweep}: one sweep, each change as an exchange of its own through the job's deliver route. */
final class SweepProducer extends DefaultProducer {

    private final BackupComponent component;
    private final SweepJob job;
    private final String deliverRoute;

    SweepProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
        this.job = component.job(endpoint.getJob());
        this.deliverRoute = endpoint.getJob() + "-deliver";
    }

    @Override
    public void process(Exchange exchange) {
        var options = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class);
        var run = sweep(options.stoppedBy(
                () -> component.stopRequested() || options.stopped().getAsBoolean()));
        if (!options.dryRun() && !WatchConsumer.began(exchange)) {
            RunLog.add(run);
        }
        if (!options.dryRun() && options.scope().isWhole()) {
            component.ended(run);
        }
        exchange.setProperty(ExchangeProperties.RUN, run);
        exchange.getMessage().setBody(RunSummary.of(run));
    }

    /** A full sweep of a source that is watched serves what becomes dirty meanwhile. */
    private Run sweep(RunOptions options) {
        var follower = component.follower(job);
        return follower == null || options.dryRun() || !options.scope().isWhole()
                ? deliver(options)
                : follower.serve(hints -> deliver(options.hintedBy(hints)));
    }

    private Run deliver(RunOptions options) {
        try (var direct = DirectRoute.to(deliverRoute, getEndpoint().getCamelContext())) {
            return job.sweep(
                    options, new ExchangeDelivery(direct, job.settings().source()));
        }
    }
}
