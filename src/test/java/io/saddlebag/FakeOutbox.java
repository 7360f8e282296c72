package io.saddlebag;

import io.saddlebag.alert.Message;
import io.saddlebag.alert.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps messages in memory. It can fail like a process that dies, before or after a message is there; a message must never change. */
final class FakeOutbox implements Outbox {

    private final List<Message> messages = new ArrayList<>();
    private @Nullable Moment dying;

    enum Moment {
        BEFORE,
        AFTER
    }

    @Override
    public void put(Message message) {
        dieAt(Moment.BEFORE);
        var there =
                messages.stream().filter(one -> one.id().equals(message.id())).findFirst();
        there.ifPresentOrElse(one -> requireSame(one, message), () -> messages.add(message));
        dieAt(Moment.AFTER);
    }

    private static void requireSame(Message there, Message again) {
        if (!Objects.equals(there, again)) {
            throw new AssertionError("another message with the id of " + there + ": " + again);
        }
    }

    private void dieAt(Moment moment) {
        if (dying == moment) {
            dying = null;
            throw new IllegalStateException("the process died");
        }
    }

    /** The next put fails once. */
    void dieNext(Moment moment) {
        dying = moment;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    List<String> subjects() {
        return messages.stream().map(Message::subject).toList();
    }
}
