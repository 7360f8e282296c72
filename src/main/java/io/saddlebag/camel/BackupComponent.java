package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import io.saddlebag.mirror.Follower;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Run;
import io.saddlebag.snapshot.SnapshotJob;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** The component {@code backup}: what routes call to have a job's work done. Jobs are looked up by name. */
@Component("backup")
public final class BackupComponent extends DefaultComponent {

    private final RouteEngine.Jobs jobs;
    private final BooleanSupplier stopRequested;
    private final RunRecord record;
    private final Telling telling;
    private final Map<SweepJob, Follower> followers = new ConcurrentHashMap<>();

    /**
     * A component for these jobs.
     *
     * @param stopRequested polled by sweeps: Camel's own flags stay quiet while a route is stopping
     * @param record is told of full runs that ended
     * @param telling how the admins are told
     */
    public BackupComponent(RouteEngine.Jobs jobs, BooleanSupplier stopRequested, RunRecord record, Telling telling) {
        this.jobs = jobs;
        this.stopRequested = stopRequested;
        this.record = record;
        this.telling = telling;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        UnnameableFile.refuseConversions(getCamelContext().getTypeConverterRegistry());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var operation = Operation.named(remaining);
        var endpoint = new BackupEndpoint(uri, this, operation);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    SweepJob job(@Nullable String name) {
        var job = name == null ? null : jobs.sweeping().get(name);
        if (job == null) {
            throw new IllegalArgumentException("backup: is asked for the job " + name
                    + ", which is not configured as one that sweeps. In a route template write job: \"{{job}}\".");
        }
        return job;
    }

    boolean collects(@Nullable String name) {
        return name != null && jobs.collecting().containsKey(name);
    }

    CollectJob collectJob(@Nullable String name) {
        var job = name == null ? null : jobs.collecting().get(name);
        if (job == null) {
            throw new IllegalArgumentException("backup: is asked for the job " + name
                    + ", which is not configured as one that collects. In a route template write job: \"{{job}}\".");
        }
        return job;
    }

    SnapshotJob snapshotJob(@Nullable String name) {
        var job = name == null ? null : jobs.snapshots().get(name);
        if (job == null) {
            throw new IllegalArgumentException(
                    "backup: is asked for the job " + name
                            + ", which is not configured as one that takes snapshots. In a route template write job: \"{{job}}\".");
        }
        return job;
    }

    PruneJob pruneJob(@Nullable String name) {
        var job = name == null ? null : jobs.pruning().get(name);
        if (job == null) {
            throw new IllegalArgumentException(
                    "backup: is asked to prune the job " + name
                            + ", which is not configured as one that takes snapshots. In a route template write job: \"{{job}}\".");
        }
        return job;
    }

    VerifyJob verifyJob(@Nullable String name) {
        var job = name == null ? null : jobs.verifying().get(name);
        if (job == null) {
            throw new IllegalArgumentException(
                    "backup: is asked to verify the job " + name
                            + ", which is not configured as one with a mirror or snapshots. In a route template write job: \"{{job}}\".");
        }
        return job;
    }

    /** A full run that was no dry one has ended. */
    void ended(Run run) {
        record.ended(run);
    }

    Mailing mailing() {
        var mailing = telling.mailing();
        if (mailing == null) {
            throw new IllegalStateException("backup:message and backup:mail belong into alerts.camel.yaml.");
        }
        return mailing;
    }

    /** A job's source is followed from now on. */
    void follow(SweepJob job, Follower follower) {
        followers.put(job, follower);
    }

    /** A job's source is not followed any more. */
    void unfollow(SweepJob job) {
        followers.remove(job);
    }

    /** What follows a job's source; null when nothing does. */
    @Nullable
    Follower follower(SweepJob job) {
        return followers.get(job);
    }

    /** Has it decided what the admins are told. */
    void alert() {
        telling.decide().run();
    }

    boolean stopRequested() {
        return stopRequested.getAsBoolean();
    }
}
