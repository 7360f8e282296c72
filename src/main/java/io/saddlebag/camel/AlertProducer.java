package io.saddlebag.camel;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:alert}: has it decided what the admins are told. It never fails. */
final class AlertProducer extends DefaultProducer {

    private final BackupComponent component;

    AlertProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
    }

    @Override
    public void process(Exchange exchange) {
        component.alert();
    }
}
