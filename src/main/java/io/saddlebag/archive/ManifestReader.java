package io.saddlebag.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saddlebag.model.ManifestEntry;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.PathOrder;
import io.saddlebag.model.SaddlebagException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest: the header at once, then the entries one by one, in their order. That the file is whole and unchanged is
 * known when {@link #next} has returned null; until then every entry is what the file says, and no more. Whoever must
 * know before, reads it twice.
 */
public final class ManifestReader implements Closeable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String name;
    private final InputStream input;
    private final SealedInput sealed;
    private final MappingIterator<JsonNode> lines;
    private final ManifestHeader header;
    private byte[] last = {};
    private long count;

    /**
     * Opens a manifest; closing this closes the input.
     *
     * @param name what it is called in messages
     * @throws DamagedException when it is not a manifest
     * @throws SaddlebagException when a newer version of Saddlebag wrote it
     */
    public ManifestReader(String name, InputStream input) throws IOException {
        this.name = name;
        this.input = input;
        try {
            sealed = new SealedInput(input);
            var text = new BufferedInputStream(new GZIPInputStream(sealed, 1 << 16), 1 << 16);
            lines = MAPPER.readerFor(JsonNode.class).readValues(text);
            var first = lines.hasNextValue() ? lines.nextValue() : MAPPER.createObjectNode();
            requireVersion(first);
            header = ManifestLines.header(first);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw damage(e);
        }
    }

    private void requireVersion(JsonNode first) {
        int version = first.path(ManifestNames.FORMAT).asInt();
        if (version > ManifestNames.VERSION) {
            throw new SaddlebagException(
                    "manifest " + name + " has format " + version + ", this Saddlebag knows formats up to "
                            + ManifestNames.VERSION + ". Use the version of Saddlebag that wrote it, or a newer one.");
        }
        if (version < 1) {
            throw new IllegalArgumentException("its first line is not a header");
        }
    }

    /** The snapshot as a whole. */
    public ManifestHeader header() {
        return header;
    }

    /** The next entry; null after the last, when the manifest is known to be whole. */
    public @Nullable ManifestEntry next() throws IOException {
        try {
            if (lines.hasNextValue()) {
                return inOrder(ManifestLines.entry(lines.nextValue()));
            }
            sealed.requireWhole();
            if (count != header.counts().entries()) {
                throw new DamagedException(
                        "it lists " + count + " entries of " + header.counts().entries());
            }
            return null;
        } catch (IOException | RuntimeException e) {
            throw damage(e);
        }
    }

    private ManifestEntry inOrder(ManifestEntry entry) throws DamagedException {
        var bytes = PathBytes.of(entry.path());
        if (PathOrder.compare(last, bytes) >= 0) {
            throw new DamagedException("its entry " + (count + 1) + " is not in order");
        }
        last = bytes;
        count++;
        return entry;
    }

    /** A failure to read the input is passed on as it is: it says nothing about the manifest. */
    private IOException damage(Exception cause) {
        if (cause instanceof SaddlebagException newer) {
            throw newer;
        }
        boolean content = cause instanceof DamagedException
                || cause instanceof EOFException
                || cause instanceof ZipException
                || cause instanceof JsonProcessingException
                || cause instanceof RuntimeException;
        return content || !(cause instanceof IOException failure)
                ? new DamagedException("manifest " + name + " is damaged: " + cause.getMessage(), cause)
                : failure;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
