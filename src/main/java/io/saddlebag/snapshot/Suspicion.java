package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** Whether anything may be another than in the last snapshot. */
final class Suspicion implements SnapshotSteps {

    private boolean aroused;
    private long kept;

    boolean isAroused() {
        return aroused;
    }

    /** How many paths were found as they are in the last snapshot. */
    long kept() {
        return kept;
    }

    /** One more path was come by. */
    void count() {
        kept++;
    }

    @Override
    public void keep(ManifestEntry entry, @Nullable ManifestEntry latest) {
        kept++;
    }

    @Override
    public void store(Entry file, @Nullable ManifestEntry latest) {
        aroused = true;
    }

    @Override
    public void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) {
        aroused = true;
    }

    @Override
    public void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) {
        aroused = true;
    }

    @Override
    public void plain(Entry entry, @Nullable ManifestEntry latest) {
        aroused = true;
    }

    @Override
    public void stale(ManifestEntry latest, boolean together) {
        kept++;
    }

    @Override
    public void gone(ManifestEntry latest) {
        aroused = true;
    }
}
