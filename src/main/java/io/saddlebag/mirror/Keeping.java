package io.saddlebag.mirror;

import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.store.Destination;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.Tally;
import io.saddlebag.versions.Expiry;
import io.saddlebag.versions.MirrorVersions;
import io.saddlebag.versions.VersionPaths;
import io.saddlebag.versions.VersionedDestination;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The versions of a mirror in the course of one sweep. */
final class Keeping {

    private final MirrorSettings settings;
    private final Destination destination;
    private final Instant now;
    private final @Nullable MirrorVersions versions;

    /**
     * Begins to keep versions, or goes on with it, if the job says so.
     *
     * @throws SaddlebagException when that is not possible; nothing was delivered then
     */
    Keeping(MirrorSettings settings, RunOptions options, Destination destination, Instant now) {
        this.settings = settings;
        this.destination = destination;
        this.now = now;
        this.versions = options.dryRun() ? null : open();
    }

    private @Nullable MirrorVersions open() {
        try {
            if (settings.keepsVersions()) {
                return MirrorVersions.open(destination, now);
            }
            MirrorVersions.end(destination);
            return null;
        } catch (IOException e) {
            throw new SaddlebagException("the versions in " + settings.destination() + "/" + VersionPaths.ROOT
                    + " cannot be kept: " + Reason.of(e) + ". Nothing was delivered");
        }
    }

    /** Where changes are delivered to. */
    Destination destination() {
        return versions == null ? destination : new VersionedDestination(destination, versions);
    }

    /** Removes what has expired. What fails is found again next time. */
    void expire(Tally tally) {
        var policy = settings.versions();
        if (versions == null || policy == null) {
            return;
        }
        try {
            versions.expire(new Expiry(policy));
        } catch (IOException e) {
            tally.found(new Finding(
                    Severity.FAILED, VersionPaths.ROOT, "what has expired could not be removed: " + Reason.of(e)));
        }
    }
}
