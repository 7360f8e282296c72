package io.saddlebag.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.testkit.FixedClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {

    private static final String VERIFY = "verify docs";

    @TempDir
    Path home;

    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(home, new FixedClock("2026-11-20T12:00:00Z"));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void tellsTheLastRunThatNobodyStopped() {
        var failed = end("docs", Outcome.FAILED);
        end("docs", Outcome.INTERRUPTED);
        catalog.runs().start("docs", "/backup");

        assertThat(catalog.history().lastTelling("docs")).map(Run::id).contains(failed);
    }

    @Test
    void keepsADeepFindingOpenUntilADeepVerificationFindsNone() {
        long found = verified(Outcome.DAMAGED, true);
        verified(Outcome.DONE, false);
        assertThat(openFinding()).isEqualTo(found);

        verified(Outcome.PARTIAL, true);
        assertThat(openFinding()).isEqualTo(found);

        verified(Outcome.DONE, true);
        assertThat(catalog.history().openFinding(VERIFY)).isEmpty();
    }

    @Test
    void closesAShallowFindingWithAnyThatFindsNone() {
        verified(Outcome.LOST, false);
        verified(Outcome.DONE, false);

        assertThat(catalog.history().openFinding(VERIFY)).isEmpty();
    }

    @Test
    void looksBehindAShallowFindingThatIsClosed() {
        long deep = verified(Outcome.DAMAGED, true);
        verified(Outcome.LOST, false);
        verified(Outcome.DONE, false);

        assertThat(openFinding()).isEqualTo(deep);
    }

    @Test
    void takesTheFindingsOfAStoppedOneForOpen() {
        long id = catalog.runs().start(VERIFY, "/backup");
        catalog.runs().findings(id, List.of(new Finding(Severity.LOST, Path.of("a"), "gone")));
        catalog.runs().end(id, Outcome.INTERRUPTED, Counts.NONE, null);
        catalog.history().verifies(id, false);

        assertThat(openFinding()).isEqualTo(id);
    }

    @Test
    void assumesTheWorseWhereNoDepthIsRecorded() {
        long found = end(VERIFY, Outcome.DAMAGED);
        end(VERIFY, Outcome.DONE);
        assertThat(openFinding()).isEqualTo(found);

        verified(Outcome.DONE, true);
        assertThat(catalog.history().openFinding(VERIFY)).isEmpty();
    }

    @Test
    void remembersAnOpenFindingHoweverManyVerificationsFollow() {
        long found = verified(Outcome.DAMAGED, true);
        for (int i = 0; i < 5; i++) {
            verified(Outcome.DONE, false);
            catalog.runs().trim(VERIFY, 2);
        }
        assertThat(openFinding()).isEqualTo(found);

        verified(Outcome.DONE, true);
        for (int i = 0; i < 5; i++) {
            verified(Outcome.DONE, false);
            catalog.runs().trim(VERIFY, 2);
        }
        assertThat(catalog.history().openFinding(VERIFY)).isEmpty();
    }

    private long openFinding() {
        return catalog.history().openFinding(VERIFY).orElseThrow().id();
    }

    private long verified(Outcome outcome, boolean deep) {
        long id = end(VERIFY, outcome);
        catalog.history().verifies(id, deep);
        return id;
    }

    private long end(String job, Outcome outcome) {
        long id = catalog.runs().start(job, "/backup");
        catalog.runs().end(id, outcome, Counts.NONE, null);
        return id;
    }
}
