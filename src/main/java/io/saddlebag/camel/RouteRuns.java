package io.saddlebag.camel;

import io.saddlebag.camel.RunRecord.OpenRun;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
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
 * Sees to it that nothing fails without a trace, whoever started it. A run whose route does not sweep is recorded. A route
 * that fails elsewhere, before a run, behind it or in it unexpectedly, leaves one line in the log and a failed run.
 */
final class RouteRuns implements RoutePolicyFactory {

    private static final String OPEN = "SaddlebagOpenRun";
    private static final String TOLD = "SaddlebagFailureTold";

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
                try {
                    exchange.setProperty(OPEN, record.begin(job, options(exchange)));
                } catch (RuntimeException e) {
                    exchange.setException(e);
                    exchange.setRouteStop(true);
                }
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            var open = exchange.getProperty(OPEN, OpenRun.class);
            if (open != null && isEntry(route)) {
                end(open, exchange);
            }
            var failure = exchange.getException();
            if (failure != null && exchange.getProperty(TOLD) == null && isStart(route, exchange)) {
                tell(failure, options(exchange));
            }
        }

        private void end(OpenRun open, Exchange exchange) {
            exchange.removeProperty(OPEN);
            var failure = exchange.getException();
            var run =
                    open.end(failure == null ? Outcome.DONE : Outcome.FAILED, failure == null ? null : words(failure));
            if (run != null) {
                RunLog.add(run);
                record.ended(run);
                exchange.setProperty(ExchangeProperties.RUN, run);
                exchange.setProperty(TOLD, failure);
            }
        }

        private void tell(Exception failure, RunOptions options) {
            if (failure instanceof SaddlebagException meant && isNoRun(meant.outcome())) {
                RunLog.skipped(job, String.valueOf(meant.getMessage()));
                return;
            }
            RunLog.failed(job, words(failure));
            if (!options.dryRun()) {
                record(words(failure));
            }
        }

        /** Where it cannot be recorded, as the catalog is what failed, the log has to do. */
        private void record(String message) {
            try {
                record.failed(job, message);
            } catch (SaddlebagException e) {
                RunLog.failed(job, "This cannot be recorded: " + e.getMessage());
            }
        }

        private static boolean isNoRun(Outcome outcome) {
            return outcome == Outcome.LOCKED || outcome == Outcome.INTERRUPTED;
        }

        private static RunOptions options(Exchange exchange) {
            return exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.DEFAULT, RunOptions.class);
        }

        private static String words(Exception failure) {
            return "The route of the job failed: " + RouteFailure.reason(failure);
        }

        /** Whether the exchange began here, by a call or by the time: a file or a change has somebody who records it. */
        private boolean isStart(Route route, Exchange exchange) {
            return route.getRouteId().equals(exchange.getFromRouteId()) && (isEntry(route) || startsByItself(route));
        }

        private boolean isEntry(Route route) {
            return route.getEndpoint().getEndpointUri().equals("direct://" + job);
        }
    }

    private static boolean startsByItself(Route route) {
        var uri = route.getEndpoint().getEndpointUri();
        return uri.startsWith("quartz:") || uri.startsWith("timer:");
    }
}
