package io.saddlebag.testkit;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Space;
import io.saddlebag.store.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A destination that fails when it is told to. Every call counts as one operation: those of the destination, those of its
 * uploads (each write into a channel, restart, commit, close) and each read of a content. So a test runs once to learn
 * {@link #operations} and then once for each of them.
 */
public final class FaultyDestination implements Destination {

    private final Destination real;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Fault fault;
    private boolean dead;
    private boolean fired;
    private long written;

    /** Works like the real one until a fault is injected. */
    public FaultyDestination(Destination real) {
        this.real = real;
    }

    /** A destination at which one thing goes wrong. */
    public FaultyDestination(Destination real, Fault fault) {
        this(real);
        this.fault = fault;
    }

    /** From now on everything works. */
    public synchronized void heal() {
        fault = null;
        dead = false;
    }

    /** How many operations there were, the failed ones included. */
    public int operations() {
        return log.size();
    }

    /** What the operations were, in order, for the message of a failing test. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Whether the fault has come to pass. */
    public synchronized boolean fired() {
        return fired;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public long born() throws IOException {
        return operate("born", real::born);
    }

    @Override
    public Entry stat(Path path) throws IOException {
        return operate("stat " + path, () -> real.stat(path));
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        return operate("list " + directory, () -> real.list(directory));
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return new FaultyContent(operate("read " + file, () -> real.read(file)));
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return operate("linkTarget " + link, () -> real.linkTarget(link));
    }

    @Override
    public Upload write(Path file) throws IOException {
        return new FaultyUpload(file, operate("write " + file, () -> real.write(file)));
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        operate("makeDirectory " + directory, () -> real.makeDirectory(directory));
    }

    @Override
    public Entry link(Entry attributes, Path target) throws IOException {
        return operate("link " + attributes.path(), () -> real.link(attributes, target));
    }

    @Override
    public Entry setAttributes(Entry attributes) throws IOException {
        return operate("setAttributes " + attributes.path(), () -> real.setAttributes(attributes));
    }

    @Override
    public boolean carriesExtendedAttributes() {
        return real.carriesExtendedAttributes();
    }

    @Override
    public ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return operate("extendedAttributes " + path, () -> real.extendedAttributes(path));
    }

    @Override
    public void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {
        operate("setExtendedAttributes " + path, () -> real.setExtendedAttributes(path, wanted));
    }

    @Override
    public boolean makesHardLinks() throws IOException {
        return real.makesHardLinks();
    }

    @Override
    public Entry hardLink(Path existing, Path link) throws IOException {
        return operate("hardLink " + existing + " as " + link, () -> real.hardLink(existing, link));
    }

    @Override
    public boolean linkAside(Path existing, Path name) throws IOException {
        return operate("linkAside " + existing + " as " + name, () -> real.linkAside(existing, name));
    }

    @Override
    public void appendLine(Path file, byte[] line) throws IOException {
        operate("appendLine to " + file, () -> real.appendLine(file, line));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        operate("move " + from + " to " + to, () -> real.move(from, to));
    }

    @Override
    public void delete(Path path, FileType type) throws IOException {
        operate("delete " + path, () -> real.delete(path, type));
    }

    @Override
    public void removeLeftover(Path temporary) throws IOException {
        operate("removeLeftover " + temporary, () -> real.removeLeftover(temporary));
    }

    @Override
    public void flush() throws IOException {
        operate("flush", real::flush);
    }

    @Override
    public Space space() throws IOException {
        return operate("space", real::space);
    }

    private void operate(String what, Effect effect) throws IOException {
        operate(what, () -> {
            effect.run();
            return true;
        });
    }

    private <T> T operate(String what, Operation<T> operation) throws IOException {
        var failing = next(what);
        if (failing == null) {
            return operation.run();
        }
        if (failing.afterEffect()) {
            operation.run();
        }
        throw failing.failure().get();
    }

    /** Counts an operation. Returns how it is to fail; null when it is not. */
    private synchronized Fault next(String what) {
        log.add(what);
        if (dead) {
            return new Fault(0, -1, false, true, fault.failure());
        }
        return fault != null && fault.operation() == log.size() ? strike() : null;
    }

    /** How many of these bytes may be written before the fault. */
    private synchronized int allowed(int wanted) {
        if (fault == null || fault.bytes() < 0 || dead || fired || written + wanted <= fault.bytes()) {
            written += wanted;
            return wanted;
        }
        strike();
        return (int) (fault.bytes() - written);
    }

    private Fault strike() {
        fired = true;
        dead = fault.forEver();
        return fault;
    }

    private final class FaultyUpload implements Upload {

        private final Path file;
        private final Upload upload;

        FaultyUpload(Path file, Upload upload) {
            this.file = file;
            this.upload = upload;
        }

        @Override
        public WritableByteChannel channel() {
            return new FaultyChannel(file, upload.channel());
        }

        @Override
        public void restart() throws IOException {
            operate("restart " + file, upload::restart);
        }

        @Override
        public void attach(ExtendedAttributes wanted) throws IOException {
            operate("attach to " + file, () -> upload.attach(wanted));
        }

        @Override
        public Entry commit(Entry attributes) throws IOException {
            return operate("commit " + file, () -> upload.commit(attributes));
        }

        @Override
        public void close() throws IOException {
            operate("close " + file, upload::close);
        }
    }

    private final class FaultyChannel implements WritableByteChannel {

        private final Path file;
        private final WritableByteChannel channel;

        FaultyChannel(Path file, WritableByteChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return operate("write into " + file, () -> writeAllowed(bytes));
        }

        private int writeAllowed(ByteBuffer bytes) throws IOException {
            int wanted = bytes.remaining();
            int allowed = allowed(wanted);
            if (allowed == wanted) {
                return channel.write(bytes);
            }
            var part = bytes.slice().limit(allowed);
            while (part.hasRemaining()) {
                channel.write(part);
            }
            throw fault.failure().get();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private final class FaultyContent extends FilterInputStream {

        FaultyContent(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            return operate("read content", () -> in.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return operate("read content", () -> in.read(bytes, offset, length));
        }
    }

    @FunctionalInterface
    private interface Operation<T> {
        T run() throws IOException;
    }

    @FunctionalInterface
    private interface Effect {
        void run() throws IOException;
    }
}
