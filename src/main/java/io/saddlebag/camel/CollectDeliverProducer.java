package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import java.io.File;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * {@code backup:deliver} of a job that collects: carries the file itself, or, where the job zips, what a step before made
 * of it.
 */
final class CollectDeliverProducer extends DefaultProducer {

    private final CollectJob job;

    CollectDeliverProducer(BackupEndpoint endpoint, CollectJob job) {
        super(endpoint);
        this.job = job;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var change = DeliverProducer.changeOf(exchange);
        try (var content = job.settings().zip() ? zipped(exchange) : null) {
            exchange.setProperty(ExchangeProperties.RECEIPT, job.deliver(change, content));
        }
    }

    private @Nullable InputStream zipped(Exchange exchange) throws Exception {
        var body = exchange.getMessage().getBody();
        if (body instanceof WrappedFile || body instanceof File) {
            throw new IllegalStateException(
                    "job." + job.settings().job() + ".zip is true, but no step before backup:deliver zips the file");
        }
        return exchange.getMessage().getMandatoryBody(InputStream.class);
    }
}
