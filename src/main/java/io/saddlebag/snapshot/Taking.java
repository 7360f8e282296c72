package io.saddlebag.snapshot;

import static io.saddlebag.model.Event.CREATE;
import static io.saddlebag.model.Event.MODIFY;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileVersion;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestEntry.Owner;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries out a plan: reads the sources into a draft. */
final class Taking implements SnapshotSteps {

    private final SnapshotSources sources;
    private final SnapshotKind kind;
    private final LinkLeaders links;
    private final ContentHash hash;
    private final Draft draft;

    Taking(SnapshotSources sources, SnapshotKind kind, LinkLeaders links, ContentHash hash, Draft draft) {
        this.sources = sources;
        this.kind = kind;
        this.links = links;
        this.hash = hash;
        this.draft = draft;
    }

    @Override
    public void keep(ManifestEntry entry, @Nullable ManifestEntry latest) throws IOException {
        pass(entry, Differences.asEntry(entry), Differences.event(entry, latest));
    }

    private void pass(ManifestEntry entry, Entry found, @Nullable Event event) throws IOException {
        if (event == null) {
            draft.pass(entry);
        } else {
            draft.pass(entry, found, event);
        }
    }

    @Override
    public void store(Entry file, @Nullable ManifestEntry latest) throws IOException {
        links.become(file, LinkLeader.State.STORED);
        var source = sources.of(file.path());
        draft.add(asFound(file), source.content(file.path()), file, Differences.event(file, latest), latest);
    }

    /** The archive looks at a file itself once it has read it: what is said here is only what it is compared with. */
    private static ManifestEntry asFound(Entry file) {
        var version = file.version();
        return new ManifestEntry(
                file.path(),
                file.type(),
                new FileVersion(version.size(), version.modified(), version.inode(), version.changed()),
                file.mode(),
                new Owner(file.uid(), file.gid(), null, null),
                null,
                null,
                null,
                ExtendedAttributes.NONE,
                false);
    }

    @Override
    public void check(Entry file, ManifestEntry base, @Nullable ManifestEntry latest) throws IOException {
        var held = base.held();
        try {
            var same = held == null
                    ? null
                    : hash.sameAs(held.sha256(), sources.of(file.path()).content(file.path()));
            if (same == null) {
                store(file, latest);
                return;
            }
            var entry = same.withHeld(held);
            if (Differences.event(entry, latest) == null) {
                draft.pass(entry);
            } else {
                draft.pass(entry, file, latest == null ? CREATE : MODIFY);
            }
        } catch (SourceException e) {
            unread(file, latest, e);
        }
    }

    @Override
    public void further(Entry file, LinkLeader leader, @Nullable ManifestEntry latest) throws IOException {
        try {
            var found = sources.of(file.path()).describe(file);
            var entry = new ManifestEntry(
                    found.path(),
                    found.type(),
                    found.version(),
                    found.mode(),
                    found.owner(),
                    null,
                    leader.path(),
                    null,
                    found.extended(),
                    false);
            var event = Differences.event(entry, latest);
            switch (leader.state()) {
                case STORED -> draft.add(entry, file, event, latest);
                case KEPT -> pass(entry, file, event);
                case LOST ->
                    draft.passUnread(
                            file.path(),
                            latest,
                            SourceException.changed(
                                    file.path(), "is the same file as " + leader.path() + ", which could not be read"));
            }
        } catch (SourceException e) {
            draft.passUnread(file.path(), latest, e);
        }
    }

    @Override
    public void plain(Entry entry, @Nullable ManifestEntry latest) throws IOException {
        try {
            var found = sources.of(entry.path()).describe(entry);
            var event = Differences.event(found, latest);
            if (event == null && kind == SnapshotKind.INCREMENTAL) {
                draft.pass(found);
            } else {
                draft.add(found, entry, event, latest);
            }
        } catch (SourceException e) {
            draft.passUnread(entry.path(), latest, e);
        }
    }

    @Override
    public void stale(ManifestEntry latest, boolean together) throws IOException {
        draft.stale(latest, together);
    }

    @Override
    public void gone(ManifestEntry latest) {
        draft.gone(Differences.asEntry(latest));
    }

    private void unread(Entry file, @Nullable ManifestEntry latest, SourceException reason) throws IOException {
        if (latest == null) {
            links.become(file, LinkLeader.State.LOST);
        }
        draft.passUnread(file.path(), latest, reason);
    }
}
