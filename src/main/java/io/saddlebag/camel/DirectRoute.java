package io.saddlebag.camel;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;

/** A way into the route that consumes from one endpoint, {@code direct:} as a rule. Safe to send through from several threads. */
final class DirectRoute implements AutoCloseable {

    /** All routes are up before anything is sent: one that is missing now never comes. */
    private static final String NOT_WAITING = "?block=false";

    private final Endpoint endpoint;
    private final Producer producer;

    private DirectRoute(Endpoint endpoint, Producer producer) {
        this.endpoint = endpoint;
        this.producer = producer;
    }

    static DirectRoute to(String name, CamelContext context) {
        return toEndpoint("direct:" + name + NOT_WAITING, context);
    }

    static DirectRoute toEndpoint(String uri, CamelContext context) {
        try {
            var endpoint = context.getEndpoint(uri);
            var producer = endpoint.createProducer();
            producer.start();
            return new DirectRoute(endpoint, producer);
        } catch (Exception e) {
            throw new IllegalStateException("cannot send to " + uri + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends an exchange of its own and returns it when the route is through with it.
     *
     * @throws Exception what the route failed with
     */
    Exchange send(Consumer<Exchange> prepare) throws Exception {
        var exchange = endpoint.createExchange();
        prepare.accept(exchange);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    @Override
    public void close() {
        producer.stop();
    }
}
