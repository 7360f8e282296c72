package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardsTest {

    private boolean established = true;
    private boolean sourceEmpty;
    private long known;
    private boolean guarded;
    private long deletions;
    private long strangers;
    private long met;
    private MaxDelete maxDelete = MaxDelete.DEFAULT;

    private boolean objects() {
        return new Guards(established, sourceEmpty, known, guarded, deletions, strangers, met, 0, maxDelete)
                .objection()
                .isPresent();
    }

    @Test
    void letAFewDeletionsPass() {
        known = 100;
        deletions = 50;

        assertThat(objects()).isFalse();
    }

    @Test
    void objectToMoreThanHalf() {
        known = 100;
        deletions = 51;

        assertThat(objects()).isTrue();
    }

    @Test
    void letAlmostEverythingOfAVerySmallTreePass() {
        known = 9;
        deletions = 8;

        assertThat(objects()).isFalse();
    }

    @Test
    void countFromTenFilesOn() {
        known = 10;
        deletions = 8;

        assertThat(objects()).isTrue();
    }

    @Test
    void objectToAnEmptySourceHoweverFewFilesThereWere() {
        known = 1;
        deletions = 1;
        sourceEmpty = true;

        assertThat(objects()).isTrue();
    }

    @Test
    void haveNothingToSayWhenNothingIsDeleted() {
        sourceEmpty = true;

        assertThat(objects()).isFalse();
    }

    @Test
    void objectToStrangersInANewDestinationHoweverFew() {
        established = false;
        deletions = 3;
        strangers = 3;

        assertThat(objects()).isTrue();
    }

    @Test
    void letAFewStrangersAmongKnownFilesOfANewDestinationPass() {
        established = false;
        deletions = 3;
        strangers = 3;
        met = 100;

        assertThat(objects()).isFalse();
    }

    @Test
    void objectToStrangersAfterAFirstRunThatWasInterrupted() {
        established = false;
        known = 100_000;
        deletions = 600;
        strangers = 600;

        assertThat(objects()).isTrue();
    }

    @Test
    void stayUpForVerySmallTreesToo() {
        known = 3;
        guarded = true;
        deletions = 3;

        assertThat(objects()).isTrue();
    }

    @Test
    void keepToANumberIfOneIsGiven() {
        known = 1_000_000;
        maxDelete = new MaxDelete(100, false);

        deletions = 100;
        assertThat(objects()).isFalse();

        deletions = 101;
        assertThat(objects()).isTrue();
    }
}
