package io.saddlebag.camel;

import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:sweep}: one full sweep, each change as an exchange of its own through the job's deliver route. */
final class SweepProducer extends DefaultProducer {

    private final SweepJob job;
    private final String deliverRoute;
    private final BooleanSupplier stopRequested;

    SweepProducer(BackupEndpoint endpoint, SweepJob job, BooleanSupplier stopRequested) {
        super(endpoint);
        this.job = job;
        this.deliverRoute = endpoint.getJob() + "-deliver";
        this.stopRequested = stopRequested;
    }

    @Override
    public void process(Exchange exchange) {
        var options = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class);
        var run = sweep(options.stoppedBy(
                () -> stopRequested.getAsBoolean() || options.stopped().getAsBoolean()));
        if (!options.dryRun()) {
            RunLog.add(run);
        }
        exchange.setProperty(ExchangeProperties.RUN, run);
        exchange.getMessage().setBody(RunSummary.of(run));
    }

    private Run sweep(RunOptions options) {
        try (var direct = DirectRoute.to(deliverRoute, getEndpoint().getCamelContext())) {
            return job.sweep(
                    options, new ExchangeDelivery(direct, job.settings().source()));
        }
    }
}
