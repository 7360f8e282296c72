package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import java.nio.file.Path;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The catalog as the memory of a consumer with {@code idempotentEager: false}, which asks {@link #contains} and, after the
 * delivery, calls {@link #add}; it never calls {@link #confirm}. A key is {@code path|size|time in ms}. There is one row for
 * a path, so a file that gets an earlier content back is delivered again.
 */
final class CatalogRepository extends ServiceSupport implements IdempotentRepository {

    private final CollectJob job;

    CatalogRepository(CollectJob job) {
        this.job = job;
    }

    private record Key(Path path, long size, long millis) {

        /** The path may hold bars itself. */
        static Key of(String text) {
            int last = text.lastIndexOf('|');
            int middle = last < 0 ? -1 : text.lastIndexOf('|', last - 1);
            if (middle < 0) {
                throw new IllegalArgumentException("the idempotent key " + text + " is not path|size|time; write"
                        + " idempotentKey: \"${file:absolute.path}|${file:size}|${file:modified}\"");
            }
            return new Key(
                    Path.of(text.substring(0, middle)),
                    Long.parseLong(text.substring(middle + 1, last)),
                    Long.parseLong(text.substring(last + 1)));
        }
    }

    @Override
    public boolean contains(String key) {
        var file = Key.of(key);
        return job.isDelivered(file.path(), file.size(), file.millis());
    }

    /** The commit. What is recorded is the version that was delivered, which may be newer than the key's. */
    @Override
    public boolean add(String key) {
        return job.commit(Key.of(key).path());
    }

    /** Called for a file whose delivery failed: what was delivered of it before stays known. */
    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException(
                "the catalog is not cleared from outside; to deliver everything again run"
                        + " saddlebag backup JOB --new-destination");
    }
}
