package io.saddlebag.camel;

import io.saddlebag.mirror.Follower;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.Scope;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** {@code backup:watch}: an exchange for each scope of the job's source that is to be swept, one at a time. */
final class WatchConsumer extends DefaultConsumer {

    private final BackupComponent component;
    private final SweepJob job;
    private final FollowLog log = new FollowLog();
    private @Nullable Follower follower;

    WatchConsumer(BackupEndpoint endpoint, Processor processor, BackupComponent component) {
        super(endpoint, processor);
        this.component = component;
        this.job = component.job(endpoint.getJob());
    }

    /** Whether an exchange began here: what becomes of it is told here, too. */
    static boolean began(Exchange exchange) {
        return exchange.getFromEndpoint() instanceof BackupEndpoint endpoint
                && endpoint.getOperation() == Operation.WATCH;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var started = new Follower(job.settings(), this::sweep);
        follower = started;
        component.follow(job, started);
        started.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (follower != null) {
            follower.close();
            component.unfollow(job);
            follower = null;
        }
        super.doStop();
    }

    private Run sweep(Scope scope, Progress progress) {
        var exchange = createExchange(false);
        try {
            exchange.setProperty(
                    ExchangeProperties.RUN_OPTIONS,
                    RunOptions.DEFAULT.limitedTo(scope).watchedBy(progress));
            getProcessor().process(exchange);
            var run = exchange.getProperty(ExchangeProperties.RUN, Run.class);
            return told(run == null ? failed(exchange, exchange.getException()) : run, scope);
        } catch (Exception e) {
            return told(failed(exchange, e), scope);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private Run told(Run run, Scope scope) {
        log.add(run, scope);
        return run;
    }

    private Run failed(Exchange exchange, @Nullable Exception failure) {
        var now = Instant.ofEpochMilli(exchange.getClock().getCreated());
        var message = failure == null
                ? "The route of the job does not sweep"
                : "The route of the job failed: " + RouteFailure.reason(failure);
        return new Run(0, job.settings().job(), now, now, Outcome.FAILED, Counts.NONE, message);
    }
}
