package io.saddlebag.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds however runs end and time goes on. */
class AlertPropertyTest {

    private static final String SEED = "20261121";
    private static final Duration REPEAT = Duration.ofDays(1);
    private static final List<String> NAMES = List.of("documents", "verify documents", "prune documents", "photos");

    private record Condition(String name, AlertKind kind) {}

    @Property(seed = SEED)
    void tellsAnEndExactlyOnceAndOnlyOfWhatWasTold(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int after) {
        var story = told(seed, after);
        var begun = new HashSet<Condition>();

        for (var news : story.told()) {
            var condition = condition(news);
            assertThat(news.over() ? begun.remove(condition) : begun.add(condition) || true)
                    .as("%s in %s", news, story.told())
                    .isTrue();
        }

        assertThat(story.open().stream().filter(alert -> alert.isTold()))
                .extracting(alert -> new Condition(alert.name(), alert.kind()))
                .containsExactlyInAnyOrderElementsOf(begun);
    }

    @Property(seed = SEED)
    void tellsNothingAgainBeforeItsTime(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int after) {
        var last = new HashMap<Condition, Instant>();

        for (var news : told(seed, after).told()) {
            var before = news.over() ? last.remove(condition(news)) : last.put(condition(news), news.at());
            if (!news.over() && before != null) {
                assertThat(Duration.between(before, news.at())).isGreaterThanOrEqualTo(REPEAT);
            }
        }
    }

    @Property(seed = SEED)
    void tellsEveryFailureOrHasToldOneWithinTheTimeOfARepeat(@ForAll long seed) {
        var random = new Random(seed);
        var story = new Story(Story.settings(2, REPEAT));
        Instant told = null;

        for (int i = 0; i < 50; i++) {
            boolean fails = random.nextBoolean();
            var news = story.after(Duration.ofHours(random.nextInt(30))).ends(fails ? Outcome.FAILED : Outcome.DONE);
            if (news.stream().anyMatch(line -> line.startsWith("documents: backup failed"))) {
                told = story.now();
            }
            assertThat(!fails || (told != null && told.plus(REPEAT).isAfter(story.now())))
                    .isTrue();
        }
    }

    private static Condition condition(AlertNews news) {
        return new Condition(news.alert().name(), news.alert().kind());
    }

    private static Story told(long seed, int partialAfter) {
        var random = new Random(seed);
        var story = new Story(Story.settings(partialAfter, REPEAT));
        var outcomes = Outcome.values();
        for (int i = 0; i < 60; i++) {
            story.after(Duration.ofMinutes(random.nextInt(1_000)));
            switch (random.nextInt(6)) {
                case 0 -> story.isOverdueSince(story.now().minusSeconds(60));
                case 1 -> story.isOverdueSince(null);
                default ->
                    story.ends(NAMES.get(random.nextInt(NAMES.size())), outcomes[random.nextInt(outcomes.length)]);
            }
        }
        return story;
    }
}
