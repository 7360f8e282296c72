package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import io.saddlebag.model.Change;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * {@code backup:collect}: gives the exchange of a picked-up file its change. The consumer's headers stay as they are; it
 * needs them to know the file again. A file that is not there any more ends its exchange here.
 */
final class CollectProducer extends DefaultProducer {

    private final CollectJob job;

    CollectProducer(BackupEndpoint endpoint, CollectJob job) {
        super(endpoint);
        this.job = job;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var file = exchange.getMessage().getMandatoryBody(File.class);
        var change = job.change(file.toPath());
        if (change == null) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setProperty(ExchangeProperties.CHANGE, change);
        exchange.getMessage().setHeader("CamelFileEventType", change.event().name());
        exchange.getExchangeExtension().addOnCompletion(new Failures(change));
    }

    /** The consumer only learns that an exchange failed, not why. */
    private final class Failures extends SynchronizationAdapter {

        private final Change change;

        Failures(Change change) {
            this.change = change;
        }

        @Override
        public void onFailure(Exchange exchange) {
            var failure = exchange.getException();
            job.failed(change, failure == null ? new IllegalStateException("its route was rolled back") : failure);
        }
    }
}
