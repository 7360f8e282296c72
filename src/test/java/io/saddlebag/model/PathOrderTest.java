package io.saddlebag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathOrderTest {

    @Test
    void putsADirectoryBeforeWhatIsInItAndAllThatBeforeItsSiblings() {
        var invalid = PathBytes.toPath(new byte[] {(byte) 0xFF});
        var ordered = Stream.concat(
                        Stream.of("", "a", "a/b", "a/b/c", "a/\u00fc", "a b", "a-b", "a.b", "ab", "b")
                                .map(Path::of),
                        Stream.of(invalid))
                .toList();

        var shuffled = new java.util.ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.sort(PathOrder.DEPTH_FIRST);

        assertThat(shuffled).isEqualTo(List.copyOf(ordered));
    }
}
