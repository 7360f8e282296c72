package io.saddlebag.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** A file under a temporary name, open to its owner only, that is deleted unless it is placed. */
abstract class TemporaryFile implements Upload {

    private final Path temporary;
    private final FileChannel channel;
    private final SparseChannel content;
    private boolean placed;

    TemporaryFile(Path temporary) throws IOException {
        this.temporary = temporary;
        this.channel = FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE), Attributes.OWNER_ONLY_FILE);
        this.content = new SparseChannel(channel);
    }

    final Path temporary() {
        return temporary;
    }

    @Override
    public final WritableByteChannel channel() {
        return content;
    }

    @Override
    public final void restart() throws IOException {
        content.restart();
    }

    /** Ends the writing; with sync, the content is on the disk then. */
    final void finish(boolean sync) throws IOException {
        content.finish();
        if (sync) {
            channel.force(true);
        }
        channel.close();
    }

    /** Gives the file its name, replacing a file or link. */
    final void place(Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        placed = true;
    }

    @Override
    public final void close() throws IOException {
        if (!placed) {
            try {
                channel.close();
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
