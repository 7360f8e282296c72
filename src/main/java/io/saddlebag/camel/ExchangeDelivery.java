package io.saddlebag.camel;

import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.model.Change;
import io.saddlebag.model.Event;
import io.saddlebag.model.FileType;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Receipt;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Sends each change as an exchange of its own. The change itself is a property and the truth for {@code backup:deliver};
 * headers and body say the same to any other producer, as far as text can carry the name.
 */
final class ExchangeDelivery implements DeliverRoute {

    private final DirectRoute route;
    private final Path source;

    ExchangeDelivery(DirectRoute route, Path source) {
        this.route = route;
        this.source = source;
    }

    @Override
    public @Nullable Receipt deliver(Change change) throws Exception {
        return route.send(exchange -> fill(exchange, change)).getProperty(ExchangeProperties.RECEIPT, Receipt.class);
    }

    private void fill(Exchange exchange, Change change) {
        exchange.setProperty(ExchangeProperties.CHANGE, change);
        var message = exchange.getIn();
        var version = change.entry().version();
        message.setHeader(Exchange.FILE_LENGTH, version.size());
        message.setHeader(Exchange.FILE_LAST_MODIFIED, TimeUnit.NANOSECONDS.toMillis(version.modified()));
        message.setHeader("CamelFileEventType", change.event().name());
        if (PathBytes.isText(change.path())) {
            nameAndBody(message, change);
        } else {
            message.setBody(new UnnameableFile(change.path()));
        }
    }

    private void nameAndBody(Message message, Change change) {
        var file = source.resolve(change.path());
        message.setHeader(Exchange.FILE_NAME, change.path().toString());
        message.setHeader("CamelFileAbsolutePath", file.toString());
        if (carriesContent(change)) {
            message.setBody(file.toFile());
        }
    }

    private static boolean carriesContent(Change change) {
        return change.event() != Event.DELETE
                && change.part() == Change.Part.WHOLE
                && change.entry().type() == FileType.FILE;
    }
}
