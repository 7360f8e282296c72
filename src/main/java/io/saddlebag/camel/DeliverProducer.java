package io.saddlebag.camel;

import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:deliver}: carries the exchange's change, whatever headers and body have become on the way. */
final class DeliverProducer extends DefaultProducer {

    private final SweepJob job;

    DeliverProducer(Endpoint endpoint, SweepJob job) {
        super(endpoint);
        this.job = job;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        exchange.setProperty(ExchangeProperties.RECEIPT, job.deliver(changeOf(exchange)));
    }

    static Change changeOf(Exchange exchange) {
        var change = exchange.getProperty(ExchangeProperties.CHANGE, Change.class);
        if (change == null) {
            throw new IllegalStateException("backup:deliver met an exchange without the property "
                    + ExchangeProperties.CHANGE + ". It belongs in the route from direct:<job>-deliver.");
        }
        return change;
    }
}
