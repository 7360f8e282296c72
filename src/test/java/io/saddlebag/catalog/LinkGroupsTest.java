package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkGroupsTest {

    private static final LinkGroup GROUP = new LinkGroup(1, 7);

    @TempDir
    Path home;

    private Catalog catalog;
    private LinkGroups groups;

    @BeforeEach
    void open() {
        catalog = Catalog.open(home, Some.NOON);
        groups = catalog.states("docs", "/backup").links();
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private static LinkedFile file(String path, long inode, long there, int need) {
        return new LinkedFile(entry(path, inode), there == 0 ? null : entry(path, there), need);
    }

    private static Entry entry(String path, long inode) {
        return new Entry(Path.of(path), FileType.FILE, new FileVersion(3, 4, inode, 5), 0644, 0, 0, 1);
    }

    private List<LinkGroup> unequal() {
        var found = new ArrayList<LinkGroup>();
        groups.forEachUnequal(1, found::addAll);
        return found;
    }

    @Test
    void groupsThatAreRightAreLeftOut() {
        groups.stage(List.of(file("a", 7, 70, 0), file("x/b", 7, 70, 0), file("alone", 8, 80, 0)));

        assertThat(unequal()).isEmpty();
    }

    @Test
    void groupsOfSeveralFilesOrWithANeedAreHandedOver() {
        groups.stage(List.of(file("a", 7, 70, 0), file("x/b", 7, 71, 0)));
        groups.stage(List.of(file("c", 8, 80, 0), file("d", 8, 80, 1)));
        groups.stage(List.of(file("e", 9, 0, 4)));

        assertThat(unequal()).containsExactly(GROUP, new LinkGroup(1, 8), new LinkGroup(1, 9));
    }

    @Test
    void theLeaderIsTheNameWithTheLeastNeed() {
        groups.stage(List.of(file("a", 7, 70, 4), file("x/b", 7, 71, 2), file("x/c", 7, 71, 2)));

        assertThat(groups.leader(GROUP, 5)).hasValueSatisfying(leader -> {
            assertThat(leader.path()).isEqualTo(Path.of("x/b"));
            assertThat(leader.destination()).isEqualTo(entry("x/b", 71));
        });
        assertThat(groups.leader(GROUP, 2)).isEmpty();
        assertThat(groups.sharing(GROUP, 71)).isEqualTo(2);
    }

    @Test
    void namesAreHandedOverInBatches() {
        groups.stage(List.of(file("b", 7, 70, 4), file("a/c", 7, 71, 2), file("a", 7, 0, 2)));
        var paths = new ArrayList<Path>();

        groups.forEachFile(GROUP, 2, files -> files.forEach(file -> paths.add(file.path())));

        assertThat(paths).containsExactly(Path.of("a"), Path.of("b"), Path.of("a/c"));
    }

    @Test
    void directoriesOfCarriedNamesAreHandedOverDeepestFirst() {
        groups.stage(List.of(file("b", 7, 70, 4), file("a/b/c", 7, 71, 2), file("a/d", 7, 0, 2)));
        groups.carried(GROUP, List.of(Path.of("b"), Path.of("a/b/c")));
        groups.stage(List.of(file("b", 7, 70, 0)));
        var directories = new ArrayList<Path>();

        groups.forEachParent(1, directories::addAll);

        assertThat(directories).containsExactly(Path.of("a/b"), Path.of(""));
        groups.clear();
        assertThat(unequal()).isEmpty();
    }
}
