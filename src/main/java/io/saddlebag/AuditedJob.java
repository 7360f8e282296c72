package io.saddlebag;

import io.saddlebag.mirror.DeliverRoute;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.Change;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Progress;
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
        var both = new Both(options.progress(), audited);
        return job.sweep(options.watchedBy(both), route);
    }

    @Override
    public Receipt deliver(Change change) throws Exception {
        return job.deliver(change);
    }

    /** Passes on to the audit log, too, what it wants to know. */
    private record Both(Progress first, AuditedRun log) implements Progress {

        @Override
        public void began(long knownFiles) {
            first.began(knownFiles);
            log.began(knownFiles);
        }

        @Override
        public void unchanged(long paths) {
            first.unchanged(paths);
        }

        @Override
        public void verified(long bytes) {
            first.verified(bytes);
        }

        @Override
        public void done(Change change, long bytes) {
            first.done(change, bytes);
            log.done(change, bytes);
        }

        @Override
        public void failed(Change change, String reason) {
            first.failed(change, reason);
            log.failed(change, reason);
        }

        @Override
        public void found(Finding finding) {
            first.found(finding);
        }
    }
}
