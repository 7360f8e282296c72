package io.saddlebag.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Change;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class ExchangeDeliveryTest extends CamelTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:documents-deliver").to("mock:destination");
            }
        };
    }

    @Test
    void saysWhatAFileProducerNeedsToKnow() throws Exception {
        var change = Changes.created("a b/c&d");

        var exchange = deliver(change);

        assertThat(exchange.getProperty(ExchangeProperties.CHANGE)).isSameAs(change);
        assertThat(exchange.getIn().getHeaders())
                .containsEntry("CamelFileName", "a b/c&d")
                .containsEntry("CamelFileLength", 5L)
                .containsEntry("CamelFileLastModified", 1_700_000_000_123L)
                .containsEntry("CamelFileAbsolutePath", "/src/a b/c&d")
                .containsEntry("CamelFileEventType", "CREATE");
        assertThat(exchange.getIn().getBody()).isEqualTo(new File("/src/a b/c&d"));
    }

    @Test
    void hasNoBodyWhereThereIsNoContentToCarry() throws Exception {
        assertThat(deliver(Changes.deleted("a")).getIn().getBody()).isNull();
        assertThat(deliver(Changes.createdDirectory("a")).getIn().getBody()).isNull();
        assertThat(deliver(Changes.attributes("a")).getIn().getBody()).isNull();
    }

    @Test
    void leavesTextOutThatCannotCarryTheName() throws Exception {
        var exchange = deliver(Changes.created(UnnameableFileTest.NOT_TEXT));

        assertThat(exchange.getIn().getHeaders()).doesNotContainKeys("CamelFileName", "CamelFileAbsolutePath");
        assertThat(exchange.getIn().getBody()).isInstanceOf(UnnameableFile.class);
    }

    private Exchange deliver(Change change) throws Exception {
        var destination = Objects.requireNonNull(getMockEndpoint("mock:destination"));
        destination.reset();
        try (var route = DirectRoute.to("documents-deliver", context)) {
            assertThat(new ExchangeDelivery(route, Path.of("/src")).deliver(change))
                    .isNull();
        }
        return destination.getExchanges().get(0);
    }
}
