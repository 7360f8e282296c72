package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.RunSummary;
import io.saddlebag.model.SaddlebagException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code backup:poll}: lets the consumers of the job's routes poll, in this thread, until a poll finds nothing. They are
 * told {@code startScheduler: false}, so that they do not poll by themselves.
 */
final class PollProducer extends DefaultProducer {

    private final BackupComponent component;
    private final CollectJob job;
    private final String routes;
    private final BooleanSupplier stopRequested;

    PollProducer(BackupEndpoint endpoint, BackupComponent component) {
        super(endpoint);
        this.component = component;
        this.job = component.collectJob(endpoint.getJob());
        this.routes = endpoint.getJob() + ".";
        this.stopRequested = component::stopRequested;
    }

    @Override
    public void process(Exchange exchange) {
        var asked = exchange.getProperty(ExchangeProperties.RUN_OPTIONS, RunOptions.class);
        var consumers = consumers();
        var run = job.poll(options(asked), asked != null, () -> consumers.forEach(PollProducer::poll));
        if (isWorthTelling(run, asked)) {
            RunLog.add(run);
        }
        if (asked == null || !asked.dryRun()) {
            component.ended(run);
        }
        exchange.setProperty(ExchangeProperties.RUN, run);
        exchange.getMessage().setBody(RunSummary.of(run));
    }

    private boolean isWorthTelling(Run run, @Nullable RunOptions asked) {
        return asked == null ? run.id() != 0 || job.settings().poll() == null : !asked.dryRun();
    }

    private RunOptions options(@Nullable RunOptions asked) {
        var options = asked == null ? RunOptions.DEFAULT : asked;
        return options.stoppedBy(
                () -> stopRequested.getAsBoolean() || options.stopped().getAsBoolean());
    }

    private List<ScheduledPollConsumer> consumers() {
        var consumers = getEndpoint().getCamelContext().getRoutes().stream()
                .filter(route -> route.getRouteId().startsWith(routes))
                .map(Route::getConsumer)
                .filter(ScheduledPollConsumer.class::isInstance)
                .map(ScheduledPollConsumer.class::cast)
                .toList();
        if (consumers.isEmpty()) {
            throw new IllegalStateException(
                    "no route of the job " + job.settings().job()
                            + " polls. One of its templates has to begin with a consumer of files, such as file.");
        }
        return consumers;
    }

    /** The consumer's own handler would only log what went wrong. */
    private static void poll(ScheduledPollConsumer consumer) {
        var caught = new AtomicReference<@Nullable Throwable>();
        consumer.setExceptionHandler(new Catching(caught));
        consumer.run();
        var failure = caught.get();
        if (failure != null) {
            throw new SaddlebagException(
                    Outcome.FAILED, "the source could not be polled: " + failure.getMessage(), failure);
        }
    }

    private record Catching(AtomicReference<@Nullable Throwable> caught) implements ExceptionHandler {

        @Override
        public void handleException(Throwable failure) {
            caught.compareAndSet(null, failure);
        }

        @Override
        public void handleException(String message, Throwable failure) {
            handleException(failure);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable failure) {
            handleException(failure);
        }
    }
}
