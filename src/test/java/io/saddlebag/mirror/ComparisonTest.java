package io.saddlebag.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileState;
import io.saddlebag.model.FileType;
import io.saddlebag.model.FileVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Comparison COMPARISON = new Comparison(true, Long.MAX_VALUE, true);

    private final Entry source = file(10, 1_000_000_123L, 7, 50, 0644);
    private final Entry destination = file(10, 1_000_000_000L, 8, 60, 0600);
    private final FileState state = new FileState(source, destination, false);

    private static Entry file(long size, long modified, long inode, long changed, int mode) {
        return new Entry(Path.of("f"), FileType.FILE, new FileVersion(size, modified, inode, changed), mode, 0, 0, 1);
    }

    @Nested
    class OfAKnownFile {

        @Test
        void findsNothingWhenEachSideIsAsItWas() {
            assertThat(COMPARISON.of(source, state, destination)).isEqualTo(Need.NOTHING);
        }

        @Test
        void wantsItWholeWhenTheSourceHasAnotherSizeOrTime() {
            assertThat(COMPARISON.of(file(11, 1_000_000_123L, 7, 51, 0644), state, destination))
                    .isEqualTo(Need.WHOLE);
            assertThat(COMPARISON.of(file(10, 999, 7, 51, 0644), state, destination))
                    .isEqualTo(Need.WHOLE);
        }

        @Test
        void wantsItWholeWhenTheDestinationHasAnotherSizeOrTime() {
            assertThat(COMPARISON.of(source, state, file(10, 1_000_000_001L, 8, 61, 0600)))
                    .isEqualTo(Need.WHOLE);
        }

        @Test
        void looksAtTheContentWhenOnlyInodeOrChangeTimeDiffer() {
            assertThat(COMPARISON.of(file(10, 1_000_000_123L, 7, 51, 0644), state, destination))
                    .isEqualTo(Need.CONTENT);
            assertThat(COMPARISON.of(source, state, file(10, 1_000_000_000L, 9, 60, 0600)))
                    .isEqualTo(Need.CONTENT);
        }

        @Test
        void wantsItWholeWhereContentsCannotBeRead() {
            var blind = new Comparison(false, Long.MAX_VALUE, true);

            assertThat(blind.of(file(10, 1_000_000_123L, 7, 51, 0644), state, destination))
                    .isEqualTo(Need.WHOLE);
        }
    }

    @Nested
    class OfAnUnknownFile {

        private final Entry same = file(10, 1_000_000_123L, 99, 70_000_000, 0644);

        @Test
        void trustsNoVersionThatNobodyRecorded() {
            assertThat(COMPARISON.of(source, null, same)).isEqualTo(Need.CONTENT);
        }

        @Test
        void trustsWhatARunOfThisBootPutThereBeforeItDied() {
            assertThat(new Comparison(true, 70_000_000, true).of(source, null, same))
                    .isEqualTo(Need.RECORD);
            assertThat(new Comparison(true, 70_000_001, true).of(source, null, same))
                    .isEqualTo(Need.CONTENT);
        }

        @Test
        void trustsItNotIfTheSourceChangedAfterwards() {
            var changed = file(10, 1_000_000_123L, 7, 80_000_000, 0644);

            assertThat(new Comparison(true, 70_000_000, true).of(changed, null, same))
                    .isEqualTo(Need.CONTENT);
        }

        @Test
        void readsNothingWhenTheSizesDiffer() {
            assertThat(COMPARISON.of(source, null, file(11, 1_000_000_123L, 99, 70, 0644)))
                    .isEqualTo(Need.WHOLE);
        }

        @Test
        void setsAttributesWhenOnlyTheyDiffer() {
            assertThat(COMPARISON.ofEqualContent(source, null, file(10, 5, 99, 70, 0644)))
                    .isEqualTo(Need.ATTRIBUTES);
            assertThat(COMPARISON.ofEqualContent(source, null, file(10, 1_000_000_123L, 99, 70, 0600)))
                    .isEqualTo(Need.ATTRIBUTES);
            assertThat(COMPARISON.ofEqualContent(source, null, same)).isEqualTo(Need.RECORD);
        }
    }

    @Test
    void aFileThatBecameALinkIsWantedWhole() {
        var link = new Entry(Path.of("f"), FileType.LINK, source.version(), 0777, 0, 0, 1);

        assertThat(COMPARISON.of(link, state, destination)).isEqualTo(Need.WHOLE);
    }
}
