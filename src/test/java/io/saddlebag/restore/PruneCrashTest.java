package io.saddlebag.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.archive.ArchiveFormat;
import io.saddlebag.model.SnapshotKind;
import io.saddlebag.retention.KeepRule;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.Fault;
import io.saddlebag.testkit.FaultyDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A prune that dies anywhere leaves snapshots that restore, and the next one goes on. */
class PruneCrashTest {

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private PrunedTree store;

    private void takeThree(ArchiveFormat format) throws IOException {
        store = new PrunedTree(directory.resolve("tree"), format, new KeepRule.Last(1));
        for (var kind : new SnapshotKind[] {SnapshotKind.FULL, SnapshotKind.INCREMENTAL, SnapshotKind.FULL}) {
            store.tree.write("below/" + kind, kind + " of " + store.tree.clock.instant());
            store.tree.write("same", "same");
            store.take(kind);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "DIRECTORY"})
    void whateverIsListedRestoresWhereverAPruneDies(ArchiveFormat format) throws IOException {
        takeThree(format);
        var before = directory.resolve("before");
        Command.run("cp", "-a", store.tree.store, before);
        var newest = store.ids().get(2);
        boolean died = true;
        for (int operation = 1; died; operation++) {
            for (var fault : new Fault[] {
                Fault.at(operation).fromThenOn(),
                Fault.at(operation).afterItsEffect().fromThenOn()
            }) {
                Command.run("rm", "-r", store.tree.store);
                Command.run("cp", "-a", before, store.tree.store);
                var faulty = new FaultyDestination(PrunedTree.unflushed(store.tree.store), fault);

                died = dies(faulty);

                store.requireThatAllThatAreListedRestore(fault.toString());
                assertThat(store.ids()).contains(newest);
                store.prune();
                assertThat(store.ids()).containsExactly(newest);
                assertThat(directories()).containsExactly(newest.toString());
            }
        }
    }

    private boolean dies(FaultyDestination faulty) {
        try {
            store.prune(faulty);
        } catch (IOException e) {
            return true;
        }
        assertThat(faulty.fired()).isFalse();
        return false;
    }

    @Test
    void whatAPruneThatDiedLeftIsRemovedByTheNextSnapshot() throws IOException {
        takeThree(ArchiveFormat.ZIP);
        var oldest = store.tree.store.resolve(store.ids().get(0).toString());
        Files.move(oldest.resolve("manifest.jsonl.gz"), oldest.resolve("unfinished"));

        store.tree.write("more", "more");
        store.take(null);

        assertThat(oldest).doesNotExist();
    }

    private List<String> directories() throws IOException {
        try (var files = Files.list(store.tree.store)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
