package io.saddlebag.camel;

import io.saddlebag.model.RunOptions;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:verify}: verifies a job's backup. It waits for whoever holds it, since nobody would come back for it. */
final class VerifyProducer extends DefaultProducer {

    private final BackupComponent component;
    private final VerifyJob job;
    private final boolean deep;

    VerifyProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
        this.job = component.verifyJob(endpoint.getJob());
        this.deep = endpoint.isDeep();
    }

    @Override
    public void process(Exchange exchange) {
        var options = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class)
                .waitingForOthers();
        var run = job.verify(
                deep,
                options.stoppedBy(
                        () -> component.stopRequested() || options.stopped().getAsBoolean()));
        exchange.setProperty(ExchangeProperties.VERIFICATION, run);
    }
}
