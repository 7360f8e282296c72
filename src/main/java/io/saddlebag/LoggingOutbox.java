package io.saddlebag;

import io.saddlebag.alert.Message;
import io.saddlebag.alert.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where nothing is sent: an alert is a line in the log. */
final class LoggingOutbox implements Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingOutbox.class);

    @Override
    public void put(Message message) {
        LOG.info("Alert: {}", message.subject());
    }
}
