package io.saddlebag;

import io.saddlebag.mirror.SweepJob;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The audit log of one program: which sources it watches from when to when, and what its jobs do. */
final class Audit implements AutoCloseable {

    private final AuditLog log;
    private final List<Path> watched = new ArrayList<>();

    /** Writes to {@code logs/backup_log.txt} in a home, in local time. */
    Audit(Path home) {
        this.log = new AuditLog(home.resolve("logs").resolve("backup_log.txt"), Clock.system(ZoneId.systemDefault()));
    }

    /** Those of the jobs that watch their source begin to. */
    void start(List<JobSettings> jobs) {
        for (var job : jobs) {
            var mirror = job.mirror();
            if (mirror != null && job.watches()) {
                watched.add(mirror.source());
                log.started(mirror.source());
            }
        }
    }

    /** The same job with its lines in the log. */
    SweepJob of(SweepJob job) {
        return new AuditedJob(job, log);
    }

    /** The jobs have ended. */
    @Override
    public void close() {
        watched.forEach(log::stopped);
        log.close();
    }
}
