package io.saddlebag.testkit;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.store.Space;
import io.saddlebag.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A destination that passes everything on to another; tests override what they want to be different. */
public abstract class ForwardingDestination implements Destination {

    private final Destination real;

    protected ForwardingDestination(Destination real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Entry stat(Path path) throws IOException {
        return real.stat(path);
    }

    @Override
    public List<Entry> list(Path path) throws IOException {
        return real.list(path);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return real.read(file);
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return real.linkTarget(link);
    }

    @Override
    public Upload write(Path file) throws IOException {
        return real.write(file);
    }

    @Override
    public void makeDirectory(Path path) throws IOException {
        real.makeDirectory(path);
    }

    @Override
    public Entry link(Entry attributes, Path target) throws IOException {
        return real.link(attributes, target);
    }

    @Override
    public Entry setAttributes(Entry attributes) throws IOException {
        return real.setAttributes(attributes);
    }

    @Override
    public boolean carriesExtendedAttributes() {
        return real.carriesExtendedAttributes();
    }

    @Override
    public ExtendedAttributes extendedAttributes(Path path) throws IOException {
        return real.extendedAttributes(path);
    }

    @Override
    public void setExtendedAttributes(Path path, ExtendedAttributes wanted) throws IOException {
        real.setExtendedAttributes(path, wanted);
    }

    @Override
    public boolean makesHardLinks() throws IOException {
        return real.makesHardLinks();
    }

    @Override
    public @Nullable Entry hardLink(Path existing, Path link) throws IOException {
        return real.hardLink(existing, link);
    }

    @Override
    public boolean linkAside(Path existing, Path name) throws IOException {
        return real.linkAside(existing, name);
    }

    @Override
    public void appendLine(Path file, byte[] line) throws IOException {
        real.appendLine(file, line);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        real.move(from, to);
    }

    @Override
    public void delete(Path path, FileType type) throws IOException {
        real.delete(path, type);
    }

    @Override
    public void removeLeftover(Path temporary) throws IOException {
        real.removeLeftover(temporary);
    }

    @Override
    public long born() throws IOException {
        return real.born();
    }

    @Override
    public void freeze() {
        real.freeze();
    }

    @Override
    public void flush() throws IOException {
        real.flush();
    }

    @Override
    public Space space() throws IOException {
        return real.space();
    }
}
