package io.saddlebag.camel;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The outbox as the memory of the consumer of its files, by their names. With {@code idempotentEager: false} it is asked
 * {@link #contains} and, after the delivery, told {@link #add}; {@link #confirm} is never called.
 */
final class OutboxRepository extends ServiceSupport implements IdempotentRepository {

    private final WaitingMessages messages;

    OutboxRepository(WaitingMessages messages) {
        this.messages = messages;
    }

    @Override
    public boolean contains(String key) {
        return messages.isSent(key);
    }

    /** The commit. */
    @Override
    public boolean add(String key) {
        messages.sent(key);
        return true;
    }

    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("what was sent stays known");
    }
}
