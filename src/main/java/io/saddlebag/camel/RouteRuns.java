package io.saddlebag.camel;

import io.saddlebag.camel.RunRecord.OpenRun;
import io.saddlebag.model.Outcome;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no run ends without a trace, whoever started it: one whose route does not sweep is recorded, and one that
 * failed before a sweep could tell is logged with the job's name.
 */
final class RouteRuns implements RoutePolicyFactory {

    private static final String OPEN = "SaddlebagOpenRun";

    private final Set<String> sweeping;
    private final RunRecord record;

    /** Records the runs of all jobs but those that sweep. */
    RouteRuns(Set<String> sweeping, RunRecord record) {
        this.sweeping = Set.copyOf(sweeping);
        this.record = record;
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        int dot = routeId.indexOf('.');
        return dot < 0 ? null : new Watch(routeId.substring(0, dot));
    }

    private final class Watch extends RoutePolicySupport {

        private final String job;

        Watch(String job) {
            this.job = job;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (isEntry(route) && !sweeping.contains(job)) {
                exchange.setProperty(OPEN, record.begin(job));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            var open = exchange.getProperty(OPEN, OpenRun.class);
            if (open != null && isEntry(route)) {
                end(open, exchange);
            }
            if (exchange.getProperty(ExchangeProperties.RUN) == null && isStart(route, exchange)) {
                tell(exchange);
            }
        }

        private void end(OpenRun open, Exchange exchange) {
            var failure = exchange.getException();
            var run =
                    open.end(failure == null ? Outcome.DONE : Outcome.FAILED, failure == null ? null : words(failure));
            if (run != null) {
                RunLog.add(run);
                exchange.setProperty(ExchangeProperties.RUN, run);
            }
        }

        private void tell(Exchange exchange) {
            if (exchange.getException() != null) {
                RunLog.failed(job, words(exchange.getException()));
            }
        }

        private static String words(Exception failure) {
            return "The route of the job failed: " + RouteFailure.reason(failure);
        }

        /** Whether the exchange began here, by a call or by the time: a file or a change has somebody who records it. */
        private boolean isStart(Route route, Exchange exchange) {
            var uri = route.getEndpoint().getEndpointUri();
            return route.getRouteId().equals(exchange.getFromRouteId())
                    && (isEntry(route) || uri.startsWith("quartz:") || uri.startsWith("timer:"));
        }

        private boolean isEntry(Route route) {
            return route.getEndpoint().getEndpointUri().equals("direct://" + job);
        }
    }
}
