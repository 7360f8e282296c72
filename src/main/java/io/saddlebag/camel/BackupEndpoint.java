package io.saddlebag.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** One operation for one job, as a route names it. */
@UriEndpoint(scheme = "backup", firstVersion = "0.1.0", title = "Backup", syntax = "backup:operation", remote = false)
public final class BackupEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "What to do: sweep finds changes, watch (in from) tells when to, poll lets consumers of files poll, collect makes a change of"
                            + " a picked-up file, snapshot takes one, prune removes those that no rule keeps, verify proves what a backup has,"
                            + " deliver carries a change to the destination, alert decides what the admins are told, message reads a file of"
                            + " the outbox, mail makes a mail of it.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(description = "The name of the job whose settings apply; needed by all but alert, message and mail.")
    private @Nullable String job;

    @UriParam(label = "producer", description = "Whether verify reads and compares contents.")
    private boolean deep;

    BackupEndpoint(String uri, BackupComponent component, Operation operation) {
        super(uri, component);
        this.operation = operation;
    }

    /** What to do. */
    public Operation getOperation() {
        return operation;
    }

    /** The name of the job whose settings apply. */
    public @Nullable String getJob() {
        return job;
    }

    /** Names the job whose settings apply. */
    public void setJob(String job) {
        this.job = job;
    }

    /** Whether contents are verified. */
    public boolean isDeep() {
        return deep;
    }

    /** Says whether contents are verified. */
    public void setDeep(boolean deep) {
        this.deep = deep;
    }

    @Override
    public Producer createProducer() {
        var component = (BackupComponent) getComponent();
        return switch (operation) {
            case SWEEP -> new SweepProducer(this, component);
            case WATCH -> throw new UnsupportedOperationException("backup:watch cannot stand in to. Use it in from.");
            case POLL -> new PollProducer(this, component);
            case COLLECT -> new CollectProducer(this, component.collectJob(job));
            case SNAPSHOT -> new SnapshotProducer(this, component);
            case PRUNE -> new PruneProducer(this, component);
            case VERIFY -> new VerifyProducer(this, component);
            case ALERT -> new AlertProducer(this, component);
            case MESSAGE -> new MessageProducer(this, component.mailing());
            case MAIL -> new MailProducer(this, component.mailing());
            case DELIVER ->
                component.collects(job)
                        ? new CollectDeliverProducer(this, component.collectJob(job))
                        : new DeliverProducer(this, component.job(job));
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (operation != Operation.WATCH) {
            throw new UnsupportedOperationException(
                    "backup:" + operation + " cannot stand in from. Use it in a to step.");
        }
        return new WatchConsumer(this, processor, (BackupComponent) getComponent());
    }
}
