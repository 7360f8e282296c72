package io.saddlebag.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    @Test
    void keepsWhatIsNotOlderItsEndIncluded() {
        var policy = new VersionPolicy(Duration.ofHours(2), 0);

        assertThat(policy.kept(Set.of(ago(1), ago(2), ago(3)), NOW)).containsExactlyInAnyOrder(ago(1), ago(2));
    }

    @Test
    void keepsTheLastOnesHoweverOld() {
        var policy = new VersionPolicy(null, 2);

        assertThat(policy.kept(Set.of(ago(1000), ago(2000), ago(3000)), NOW))
                .containsExactlyInAnyOrder(ago(1000), ago(2000));
    }

    @Test
    void keepsWhatEitherRuleKeeps() {
        var policy = new VersionPolicy(Duration.ofHours(2), 2);

        assertThat(policy.kept(Set.of(ago(1), ago(5), ago(6)), NOW)).containsExactlyInAnyOrder(ago(1), ago(5));
    }

    @Test
    void keepsWhatWentAfterNowAndCountsItNot() {
        var policy = new VersionPolicy(null, 1);

        assertThat(policy.kept(Set.of(ago(-5), ago(1), ago(2)), NOW)).containsExactlyInAnyOrder(ago(-5), ago(1));
    }

    @Test
    void isNeverWithoutRules() {
        assertThatThrownBy(() -> new VersionPolicy(null, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
