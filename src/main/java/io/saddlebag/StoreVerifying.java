package io.saddlebag;

import io.saddlebag.catalog.Locks;
import io.saddlebag.model.Progress;
import io.saddlebag.restore.StoreVerification;
import io.saddlebag.restore.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A store of snapshots, which proves itself. Snapshots never change, so backups need not wait for it; only two verifications of one
 * job wait for each other.
 *
 * @param name the job
 * @param destination the directory of the store
 */
record StoreVerifying(String name, Path destination) implements Verifying {

    @Override
    public List<String> locks() {
        return List.of(Locks.job(VerifyRun.recordedName(name)));
    }

    @Override
    public int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void verify(boolean deep, Walk walk, Progress progress) throws IOException {
        new StoreVerification(destination, deep, threads(), walk).run(progress);
    }

    @Override
    public String lost() {
        return "parts of snapshots are missing from " + destination
                + "; a full that is taken now (\"saddlebag backup --full JOB\") needs none of them";
    }

    @Override
    public String damaged() {
        return "parts of snapshots in " + destination
                + " are not what was written; a full that is taken now (\"saddlebag backup --full JOB\") needs none of them";
    }
}
