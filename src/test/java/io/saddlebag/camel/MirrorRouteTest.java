package io.saddlebag.camel;

import static io.saddlebag.camel.Changes.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Progress;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MirrorRouteTest {

    private static final String EVERY_NIGHT = "0 30 2 * * ?";
    private static final String EVERY_SECOND = "* * * * * ?";

    @Test
    void carriesEachChangeOfASweepToTheDestination() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"), created("a"), created("b/c"));

        try (var engine = start(false, EVERY_NIGHT, job)) {
            var run = engine.run("documents", RunOptions.DEFAULT);

            assertThat(run).isNotNull().returns(Outcome.DONE, r -> r.outcome());
        }
        assertThat(job.delivered).isEqualTo(job.found);
        assertThat(job.receipts).hasSize(2).doesNotContainNull();
    }

    @Test
    void handsTheRunsOptionsToTheSweep() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"));

        try (var engine = start(false, EVERY_NIGHT, job)) {
            engine.run("documents", new RunOptions(true, true, false, true, () -> false, Progress.NONE));
        }

        assertThat(job.options).isNotNull().satisfies(options -> {
            assertThat(options.dryRun()).isTrue();
            assertThat(options.allowDelete()).isTrue();
            assertThat(options.waiting()).isTrue();
        });
    }

    @Test
    void givesTheSweepWhatADeliveryFailedWith() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"), created("a"));
        job.refusal = new IOException("no space left");

        try (var engine = start(false, EVERY_NIGHT, job)) {
            engine.run("documents", RunOptions.DEFAULT);
        }

        assertThat(job.failures).containsExactly(job.refusal);
    }

    @Test
    void carriesNamesThatTextCannot() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"), created(UnnameableFileTest.NOT_TEXT));

        try (var engine = start(false, EVERY_NIGHT, job)) {
            engine.run("documents", RunOptions.DEFAULT);
        }

        assertThat(job.delivered).isEqualTo(job.found);
    }

    @Test
    void keepsJobsApartThatAreNamedLikeVariablesOfTheEnvironment() throws Exception {
        var home = new FakeSweepJob("home", Path.of("/home"), created("of-home"));
        var path = new FakeSweepJob("path", Path.of("/path"), created("of-path"));

        try (var engine = start(true, EVERY_NIGHT, home, path)) {
            engine.run("path", RunOptions.DEFAULT);
        }

        assertThat(home.delivered).isEmpty();
        assertThat(path.delivered).isEqualTo(path.found);
    }

    @Test
    @SuppressWarnings("try") // the engine only has to be up
    void startsScheduledJobsByItself() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"));

        try (var engine = start(true, EVERY_SECOND, job)) {
            assertThat(job.swept.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsSweepsWhenItIsClosed() throws Exception {
        var job = new FakeSweepJob("documents", Path.of("/src"));
        job.runsUntilStopped = true;
        var engine = start(false, EVERY_NIGHT, job);

        var run = CompletableFuture.supplyAsync(() -> run(engine));
        job.swept.await();
        engine.close();

        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(Outcome.INTERRUPTED);
    }

    @Test
    void namesTheTemplateThatIsMissing() {
        var routes = List.of(TemplatedRoute.of("documents", "mirrir", Map.of("job", "documents")));
        var plan = new RouteEngine.Plan(shippedFiles(), routes, false, Map.of(), Duration.ofSeconds(5));

        assertThatThrownBy(() ->
                        RouteEngine.start(plan, new RouteEngine.Jobs(Map.of(), Map.of(), Map.of()), RunRecord.NONE))
                .isInstanceOf(SaddlebagException.class)
                .hasMessageContaining("mirrir");
    }

    private static Outcome run(RouteEngine engine) {
        try {
            var run = engine.run("documents", RunOptions.DEFAULT);
            return run == null || run.outcome() == null ? Outcome.FAILED : run.outcome();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RouteEngine start(boolean everything, String schedule, FakeSweepJob... jobs) {
        var routes = new ArrayList<TemplatedRoute>();
        var byName = new HashMap<String, FakeSweepJob>();
        for (var job : Arrays.asList(jobs)) {
            var name = job.settings().job();
            byName.put(name, job);
            routes.add(TemplatedRoute.of(name, "mirror", Map.of("job", name)));
            routes.add(TemplatedRoute.of(name, "mirror-deliver", Map.of("job", name)));
            if (everything) {
                routes.add(TemplatedRoute.of(
                        name, "mirror-schedule", Map.of("job", name, "schedule", schedule, "time-zone", "UTC")));
            }
        }
        return RouteEngine.start(
                new RouteEngine.Plan(shippedFiles(), routes, everything, Map.of(), Duration.ofSeconds(5)),
                new RouteEngine.Jobs(byName, Map.of(), Map.of()),
                RunRecord.NONE);
    }

    private static List<Path> shippedFiles() {
        return List.of(Path.of("routes/errors.camel.yaml"), Path.of("routes/mirror.camel.yaml"));
    }
}
