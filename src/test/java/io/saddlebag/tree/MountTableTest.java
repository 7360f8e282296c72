package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MountTableTest {

    private static final MountTable MOUNTS = MountTable.parse("""
            22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
            30 22 0:20 / /proc rw - proc proc rw
            40 22 8:17 / /mnt/my\\040disk rw - ext4 /dev/sdb1 rw
            41 22 8:1 /home/ada /mnt/bound rw - ext4 /dev/sda1 rw
            """);

    @Test
    void knowsADirectoryAgainUnderTheNameOfABindMount() {
        var bound = Objects.requireNonNull(MOUNTS.locate(Path.of("/mnt/bound/x")));
        var real = Objects.requireNonNull(MOUNTS.locate(Path.of("/home/ada")));

        assertThat(bound.isBelow(real)).isTrue();
        assertThat(real.isBelow(bound)).isFalse();
    }

    @Test
    void tellsFileSystemsApart() {
        var disk = MOUNTS.locate(Path.of("/mnt/my disk/home/ada"));

        assertThat(disk).isEqualTo(new MountTable.Place("8:17", Path.of("/home/ada")));
    }

    @Test
    void tellsWhereSomethingWasMountedOrUnmountedBelowADirectory() {
        var later = MountTable.parse("""
                22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
                30 22 0:20 / /proc rw - proc proc rw
                40 22 8:33 / /mnt/my\\040disk rw - ext4 /dev/sdc1 rw
                """);

        assertThat(later.changedBelow(Path.of("/mnt"), MOUNTS))
                .containsExactly(Path.of("/mnt/bound"), Path.of("/mnt/my disk"));
        assertThat(later.changedBelow(Path.of("/proc"), MOUNTS)).isEmpty();
    }
}
