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
            if (isEntry(route) && exchange.getProperty(ExchangeProperties.RUN) == null) {
                end(exchange);
            }
        }

        private void end(Exchange exchange) {
            var failure = exchange.getException();
            var message = failure == null ? null : "The route of the job failed: " + RouteFailure.reason(failure);
            var open = exchange.getProperty(OPEN, OpenRun.class);
            var run = open == null ? null : open.end(failure == null ? Outcome.DONE : Outcome.FAILED, message);
            if (run != null) {
                RunLog.add(run);
                exchange.setProperty(ExchangeProperties.RUN, run);
            } else if (message != null) {
                RunLog.failed(job, message);
            }
        }

        private boolean isEntry(Route route) {
            return route.getEndpoint().getEndpointUri().equals("direct://" + job);
        }
    }
}
