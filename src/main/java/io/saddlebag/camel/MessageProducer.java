package io.saddlebag.camel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.saddlebag.alert.Message;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code backup:message}: reads a file of the outbox. The body becomes the message's text; the properties of the exchange
 * hold the rest, for whatever is to be told.
 */
final class MessageProducer extends DefaultProducer {

    private final WaitingMessages messages;

    MessageProducer(BackupEndpoint endpoint, Mailing mailing) {
        super(endpoint);
        this.messages = mailing.messages();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        set(
                exchange,
                messages.read(exchange.getMessage().getMandatoryBody(File.class).toPath()));
    }

    private static void set(Exchange exchange, Message message) {
        exchange.setProperty(ExchangeProperties.MESSAGE, message);
        exchange.setProperty(ExchangeProperties.SUBJECT, message.subject());
        exchange.setProperty(ExchangeProperties.HTML, message.html());
        exchange.setProperty(ExchangeProperties.JSON, json(message));
        exchange.getMessage().setBody(message.text());
    }

    private static String json(Message message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", message.subject() + "\n\n" + message.text())
                .toString();
    }
}
