package io.saddlebag;

import io.saddlebag.catalog.Catalog;
import io.saddlebag.mirror.MirrorJob;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Progress;
import io.saddlebag.restore.MirrorTree;
import io.saddlebag.restore.Verification;
import io.saddlebag.restore.Walk;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A mirror, which is compared with its source and with what was delivered. */
final class MirrorVerifying implements Verifying {

    private final MirrorJob job;
    private final Catalog catalog;
    private final Path destination;

    /**
     * The mirror of a job.
     *
     * @throws ConfigurationException when it has nothing to compare
     */
    MirrorVerifying(MirrorJob job, Catalog catalog) {
        this.job = job;
        this.catalog = catalog;
        this.destination = destination(job.settings());
    }

    private static Path destination(MirrorSettings settings) {
        var destination = settings.destination();
        if (destination == null || !settings.compareDestination()) {
            throw new ConfigurationException("job " + settings.job()
                    + " compares with the catalog only (compare = catalog): what its route delivers need not be what the"
                    + " source has, so there is nothing to compare.");
        }
        return destination;
    }

    @Override
    public String name() {
        return job.settings().job();
    }

    @Override
    public Path destination() {
        return destination;
    }

    @Override
    public List<String> locks() {
        return job.lockNames();
    }

    @Override
    public int threads() {
        return job.settings().transfers();
    }

    @Override
    public void verify(boolean deep, Walk walk, Progress progress) throws IOException {
        try {
            var source = job.openSource();
            var known = CatalogStates.of(catalog.states(name(), destination.toString()));
            var mirror = MirrorTree.open(destination, MirrorTree.isEmpty(source));
            progress.began(known.files());
            new Verification(source, mirror, known, deep, walk).run();
        } catch (IOException e) {
            throw new IOException("the source " + job.settings().source() + " cannot be read: " + Reason.of(e), e);
        }
    }

    @Override
    public String lost() {
        return "files are missing at the destination; \"saddlebag backup " + name() + "\" carries them again";
    }

    @Override
    public String damaged() {
        return "files at the destination are not what was delivered";
    }
}
