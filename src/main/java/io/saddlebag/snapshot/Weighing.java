package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of contents that a plan surely stores. A file that may be the same as before counts nothing. */
final class Weighing implements SnapshotSteps {

    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void keep(ManifestEntry entry, @Nullable ManifestEntry latest) {}

    @Override
    public void store(Entry file, @Nullable ManifestEntry latest) {
        bytes += file.version().size();
    }

    @Override
    public void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) {}

    @Override
    public void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) {}

    @Override
    public void plain(Entry entry, @Nullable ManifestEntry latest) {}

    @Override
    public void stale(ManifestEntry latest, boolean together) {}

    @Override
    public void gone(ManifestEntry latest) {}
}
