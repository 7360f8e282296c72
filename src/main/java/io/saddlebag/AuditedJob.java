package io.saddlebag;

import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import io.saddlebag.model.Receipt;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;

/** A job whose runs leave lines in the audit log, but for dry ones. */
final class AuditedJob implements SweepJob {

    private final SweepJob job;
    private final AuditLog log;
    private final KnownFailures failures = new KnownFailures();

    AuditedJob(SweepJob job, AuditLog log) {
        this.job = job;
        this.log = log;
    }

    @Override
    public MirrorSettings settings() {
        return job.settings();
    }

    @Override
    public Run sweep(RunOptions options, DeliverRoute route) {
        if (options.dryRun()) {
            return job.sweep(options, route);
        }
        var audited = log.run(settings().source(), failures, options.scope().isWhole());
        return job.sweep(options.watchedBy(options.progress().and(audited)), route);
    }

    @Override
    public Receipt deliver(Change change) throws Exception {
        return job.deliver(change);
    }
}
