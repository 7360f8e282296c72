package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Scope;
import org.junit.jupiter.api.Test;

class FootingTest {

    private static final Scope A = Mirror.scope("a");
    private static final Scope B = Mirror.scope("b");

    private final Footing footing = new Footing();

    @Test
    void fewDeletionsNeedNotWait() {
        assertThat(footing.postpones(A, 99)).isFalse();
    }

    @Test
    void manyDeletionsWaitUntilTheyDoNotBecomeMore() {
        assertThat(footing.postpones(A, 100)).isTrue();
        assertThat(footing.postpones(A, 150)).isTrue();
        assertThat(footing.postpones(A, 150)).isFalse();
    }

    @Test
    void manyDeletionsElsewhereWaitForThem() {
        assertThat(footing.postpones(A, 200)).isTrue();
        assertThat(footing.postpones(B, 100)).isTrue();
        assertThat(footing.postpones(A.plus(B), 300)).isTrue();
        assertThat(footing.postpones(A.plus(B), 300)).isFalse();
    }

    @Test
    void afterThatTheNextOnesWaitAnew() {
        footing.postpones(A, 100);
        footing.postpones(A, 100);

        assertThat(footing.postpones(A, 100)).isTrue();
    }

    @Test
    void failuresAreForgottenWhenAllOfThemWereTriedAgain() {
        footing.swept(A, A);
        assertThat(footing.hasFailuresBeside(B)).isTrue();

        footing.swept(A.plus(B), Scope.NOTHING);

        assertThat(footing.hasFailuresBeside(B)).isFalse();
    }
}
