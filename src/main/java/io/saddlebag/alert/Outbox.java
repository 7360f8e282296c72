package io.saddlebag.alert;

/** Where messages wait to be sent. */
public interface Outbox {

    /**
     * Puts a message where it is sent from, durably; a message whose id is there already, or was sent, is not put again.
     */
    void put(Message message);
}
