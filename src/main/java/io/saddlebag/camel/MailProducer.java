package io.saddlebag.camel;

import io.saddlebag.alert.Message;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code backup:mail}: makes the message that {@code backup:message} read the body, as a mail to the admins. */
final class MailProducer extends DefaultProducer {

    private final MailForm form;

    MailProducer(BackupEndpoint endpoint, Mailing mailing) {
        super(endpoint);
        this.form = new MailForm(mailing.server(), endpoint.getCamelContext());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var message = exchange.getProperty(ExchangeProperties.MESSAGE, Message.class);
        if (message == null) {
            throw new IllegalStateException("backup:mail has no message. Put a step with backup:message before it.");
        }
        exchange.getMessage().setBody(form.fill(message));
    }
}
