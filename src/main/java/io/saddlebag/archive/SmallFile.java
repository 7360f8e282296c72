package io.saddlebag.archive;

import io.saddlebag.archive.Attempts.Verdict;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.tree.SourceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** A file that is read as a whole, so that none of it gets into an archive before it is known to be good. */
sealed interface SmallFile {

    /** The largest size. */
    int LARGEST = 1 << 20;

    /** It was read. */
    record Read(ManifestEntry entry, byte[] bytes, boolean whole, String sha256) implements SmallFile {

        /** The same once its bytes are somewhere else. */
        Read withoutBytes() {
            return new Read(entry, new byte[0], whole, sha256);
        }
    }

    /** It could not be read. */
    record Unread(SourceException reason) implements SmallFile {}

    /** It has become a large one. */
    record Grown(Attempts attempts) implements SmallFile {}

    /** Reads a file. */
    static SmallFile of(ManifestEntry entry, FileContent content, BooleanSupplier dropped) throws IOException {
        try {
            var attempts = new Attempts(entry);
            while (attempts.before().size() <= LARGEST) {
                var before = attempts.before();
                var bytes = bytes(before, content, dropped);
                var after = content.look();
                var verdict = attempts.judge(bytes.length, after);
                if (verdict != Verdict.AGAIN) {
                    boolean whole = verdict == Verdict.WHOLE;
                    return new Read(whole ? after : before, bytes, whole, Sha256.of(bytes));
                }
            }
            return new Grown(attempts);
        } catch (SourceException e) {
            return new Unread(e);
        }
    }

    private static byte[] bytes(ManifestEntry before, FileContent content, BooleanSupplier dropped) throws IOException {
        try (var input = new FileInput(content, before, dropped)) {
            var bytes = new byte[(int) before.size()];
            int count = input.fill(bytes);
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
    }
}
