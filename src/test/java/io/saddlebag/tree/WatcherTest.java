package io.saddlebag.tree;

import static io.saddlebag.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.DirtyDirectory;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Scope;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.LoopMount;
import io.saddlebag.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatcherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path scratch;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(scratch.resolve("source"));
    }

    @Nested
    class Contents {

        @Test
        void createdModifiedAndDeletedFilesMakeTheirDirectoryDirty() throws IOException {
            make("a/b");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.writeString(root.resolve("a/b/file"), "text");
                dirt.awaitShallow("a/b");

                assertThat(dirt.collect()).isEqualTo(shallow("a/b"));
            }
        }

        @Test
        void attributesOfFilesMakeTheirDirectoryDirty() throws IOException {
            make("a");
            var file = Files.writeString(root.resolve("a/file"), "text");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

                dirt.awaitShallow("a");
            }
        }

        @Test
        void attributesOfADirectoryMakeItDirty() throws IOException {
            make("a/b");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.setPosixFilePermissions(root.resolve("a/b"), PosixFilePermissions.fromString("rwx------"));

                dirt.awaitShallow("a/b");
            }
        }

        @Test
        void attributesOfTheRootMakeItDirty() throws IOException {
            try (var dirt = CollectedDirt.watching(root)) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));

                dirt.awaitShallow("");
            }
        }

        @Test
        void namesThatAreNoTextAreToldAsTheyAre() throws IOException {
            var name = PathBytes.toPath(new byte[] {'a', (byte) 0xFF, '\n'});
            Files.createDirectory(root.resolve(name));
            try (var dirt = CollectedDirt.watching(root)) {
                Files.createFile(root.resolve(name).resolve(name));

                eventually(PATIENCE, () -> assertThat(dirt.tells(name, false)).isTrue());
            }
        }

        @Test
        void excludedPathsAreNotWatchedAndMakeNothingDirty() throws IOException {
            make("cache/deep");
            make("a");
            Exclusion exclusion = (path, directory) -> path.endsWith("cache") || path.endsWith("skipped");
            try (var dirt = CollectedDirt.watching(root, exclusion)) {
                assertThat(dirt.state()).isEqualTo(new WatchState.Watching(2, List.of()));
                Files.createFile(root.resolve("cache/deep/file"));
                Files.createFile(root.resolve("skipped"));
                make("a/cache/b");
                Files.createFile(root.resolve("a/file"));

                dirt.awaitShallow("a");
                assertThat(dirt.collect()).isEqualTo(shallow("a"));
            }
        }

        @Test
        void symbolicLinksAreNotFollowed() throws IOException {
            var other = Files.createDirectories(scratch.resolve("other/below"));
            Files.createSymbolicLink(root.resolve("link"), other);
            try (var dirt = CollectedDirt.watching(root)) {
                assertThat(dirt.state()).isEqualTo(new WatchState.Watching(1, List.of()));
                Files.createSymbolicLink(root.resolve("another"), other);

                dirt.awaitShallow("");
                assertThat(dirt.collect()).isEqualTo(shallow(""));
            }
        }
    }

    @Nested
    class Directories {

        @Test
        void aNewDirectoryIsDirtyWithEverythingBelow() throws IOException {
            try (var dirt = CollectedDirt.watching(root)) {
                make("new/b/c");

                dirt.awaitDeep("new");
            }
        }

        @Test
        void whatHappensInANewDirectoryIsTold() throws IOException {
            try (var dirt = CollectedDirt.watching(root)) {
                make("new/b/c");
                awaitWatched(dirt, 4);
                dirt.collect();
                Files.createFile(root.resolve("new/b/c/file"));

                dirt.awaitShallow("new/b/c");
            }
        }

        @Test
        void aDirectoryThatMovedIsToldUnderItsNewName() throws IOException {
            make("a/x/y");
            make("b");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(root.resolve("a/x"), root.resolve("b/z"));
                dirt.awaitDeep("b/z");
                dirt.awaitShallow("a");
                Files.createFile(root.resolve("b/z/y/file"));

                eventually(PATIENCE, () -> assertThat(dirt.state()).isEqualTo(new WatchState.Watching(5, List.of())));
                assertThat(dirt.collect().directories())
                        .noneMatch(told -> told.path().startsWith("a/x"));
            }
        }

        @Test
        void aMovedDirectoryGoesOnBeingWatched() throws IOException {
            make("a/x/y");
            try (var first = CollectedDirt.watching(root)) {
                Files.move(root.resolve("a"), root.resolve("b"));
                first.awaitDeep("b");
                first.awaitShallow("");
                var before = first.collect();
                Files.move(root.resolve("b/x/y"), root.resolve("b/w"));
                Files.move(root.resolve("b"), root.resolve("c"));

                first.awaitDeep("c");
                assertThat(before.directories()).doesNotContain(new DirtyDirectory(Path.of("c"), true));
            }
        }

        @Test
        void aDirectoryThatMovedOutIsWatchedNoLonger() throws IOException {
            make("a/x/y");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(root.resolve("a/x"), scratch.resolve("out"));
                awaitWatched(dirt, 2);
                Files.createFile(scratch.resolve("out/y/file"));
                Files.createFile(root.resolve("file"));

                dirt.awaitShallow("");
                assertThat(dirt.collect()).isEqualTo(shallow("a").plus(shallow("")));
            }
        }

        @Test
        void aDirectoryThatMovedInIsDirtyWithEverythingBelow() throws IOException {
            Files.createDirectories(scratch.resolve("in/x/y"));
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(scratch.resolve("in"), root.resolve("in"));

                dirt.awaitDeep("in");
                awaitWatched(dirt, 4);
            }
        }

        @Test
        void aDirectoryThatIsDeletedAndMadeAgainIsWatched() throws IOException {
            make("a");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.delete(root.resolve("a"));
                make("a/b");
                dirt.awaitDeep("a");
                awaitWatched(dirt, 3);
            }
        }

        @Test
        void swappedDirectoriesAreToldUnderTheirNewNames() throws IOException {
            make("a/x");
            make("b/y");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(root.resolve("a"), root.resolve("c"));
                Files.move(root.resolve("b"), root.resolve("a"));
                Files.move(root.resolve("c"), root.resolve("b"));

                dirt.awaitDeep("a");
                dirt.awaitDeep("b");
                awaitWatched(dirt, 5);
            }
        }
    }

    @Nested
    class Root {

        @Test
        void isDirtyAsAWholeWhenWatchingBegins() {
            try (var dirt = CollectedDirt.of(root, Exclusion.NOTHING)) {
                dirt.awaitState(WatchState.Watching.class);

                dirt.awaitDeep("");
            }
        }

        @Test
        void isWatchedAgainWhenItIsReplaced() throws IOException {
            make("a");
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(root, scratch.resolve("old"));
                make("b");
                dirt.awaitWhole();
                awaitWatched(dirt, 2);
                Files.createFile(root.resolve("b/file"));

                dirt.awaitShallow("b");
            }
        }

        @Test
        void isDirtyOnceWhenItIsGoneAndWatchedAgainWhenItIsBack() throws IOException {
            try (var dirt = CollectedDirt.watching(root)) {
                Files.move(root, scratch.resolve("old"));
                dirt.awaitState(WatchState.Lost.class);
                dirt.awaitDeep("");
                Files.move(scratch.resolve("old"), root);
                dirt.awaitWhole();

                assertThat(dirt.states())
                        .extracting(state -> state.getClass().getSimpleName())
                        .containsSubsequence("Watching", "Lost", "Starting", "Watching");
            }
        }

        @Test
        void isWatchedWhereSomethingIsMountedMeanwhile() throws IOException {
            Requirements.assumeRoot();
            make("disk");
            try (var dirt = CollectedDirt.watching(root)) {
                Command.run("mount", "-t", "tmpfs", "test", root.resolve("disk"));
                try {
                    dirt.awaitDeep("disk");
                    dirt.forget();
                    Files.writeString(root.resolve("disk/file"), "text");

                    dirt.awaitShallow("disk");
                } finally {
                    Command.run("umount", root.resolve("disk"));
                }
            }
        }

        @Test
        void mayBeMissingWhenWatchingBegins() throws IOException {
            Files.delete(root);
            try (var dirt = CollectedDirt.of(root, Exclusion.NOTHING)) {
                dirt.awaitState(WatchState.Lost.class);
                Files.createDirectory(root);

                dirt.awaitState(WatchState.Watching.class);
            }
        }

        @Test
        void isWatchedAgainWhenItsFileSystemIsMountedAgain() throws IOException {
            try (var mount = LoopMount.make(scratch, "disk", 8L << 20);
                    var dirt = CollectedDirt.watching(mount.directory())) {
                mount.unmount();
                dirt.awaitWhole();
                mount.mount();
                dirt.awaitWhole();
                Files.createFile(mount.directory().resolve("file"));

                dirt.awaitShallow("");
            }
        }

        @Test
        void mayBeASymbolicLink() throws IOException {
            make("a");
            var link = Files.createSymbolicLink(scratch.resolve("link"), root);
            try (var dirt = CollectedDirt.watching(link)) {
                Files.createFile(root.resolve("a/file"));

                dirt.awaitShallow("a");
            }
        }
    }

    @Nested
    class Limits {

        @Test
        void aFileSystemWithoutEventsCannotBeWatched() {
            try (var dirt = CollectedDirt.of(Path.of("/proc/self"), Exclusion.NOTHING)) {
                var state = dirt.awaitState(WatchState.Unable.class);

                assertThat(state.reason()).isEqualTo("a file system of type proc tells of no changes");
            }
        }

        @Test
        void tellsWhichFileSystemsHaveNoEvents() {
            assertThat(List.of("nfs4", "cifs", "9p", "fuse.sshfs")).allMatch(EventlessFileSystems::isEventless);
            assertThat(List.of("ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk"))
                    .noneMatch(EventlessFileSystems::isEventless);
        }

        @Test
        void tooFewWatchesAreSaidWithTheSettingAndAValueThatIsEnough() {
            var present =
                    Command.run("cat", "/proc/sys/fs/inotify/max_user_watches").strip();

            assertThat(WatchLimit.tooFewWatches(3_000_000))
                    .startsWith("its 3000000 directories need more watches than the system allows one user")
                    .contains("fs.inotify.max_user_watches = " + present + ",")
                    .contains("\"sysctl -w fs.inotify.max_user_watches=8388608\"");
        }

        @Test
        void moreEventsThanAreKeptForADirectoryLoseNothing() throws Exception {
            var dirty = new DirtyDirectories(Duration.ZERO, Duration.ZERO);
            try (var tree = new WatchedTree(root.toRealPath(), Exclusion.NOTHING, dirty, () -> false)) {
                tree.watchAll();
                for (int i = 0; i < 2_000; i++) {
                    make("d" + i);
                }

                eventually(PATIENCE, () -> {
                    tree.follow(Duration.ZERO);
                    assertThat(tree.state().directories()).isEqualTo(2_001);
                });
            }
        }
    }

    private void awaitWatched(CollectedDirt dirt, int directories) {
        eventually(PATIENCE, () -> assertThat(dirt.state()).isEqualTo(new WatchState.Watching(directories, List.of())));
    }

    private void make(String directory) throws IOException {
        Files.createDirectories(root.resolve(directory));
    }

    private static Scope shallow(String path) {
        return Scope.of(List.of(new DirtyDirectory(Path.of(path), false)));
    }
}
