package io.saddlebag.restore;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.ManifestHeader.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Paths as they are typed, made paths of a manifest: {@code papers/2026/cat.jpg} is one, {@code 2026/cat.jpg} is the same where the
 * snapshot has one source only, and so is the absolute path that the file had.
 */
public final class RequestedPaths {

    private final List<Source> sources;

    /** Paths of a snapshot. */
    public RequestedPaths(ManifestHeader header) {
        this.sources = header.sources();
    }

    /**
     * The paths in the manifest.
     *
     * @throws ConfigurationException when one is in none of the snapshot's sources
     */
    public List<Path> of(List<Path> typed) {
        return typed.stream().map(path -> of(path.normalize())).toList();
    }

    private Path of(Path path) {
        for (var source : sources) {
            var location = Path.of(source.location());
            if (path.isAbsolute() && path.startsWith(location)) {
                return Path.of(source.name()).resolve(location.relativize(path));
            }
        }
        if (path.isAbsolute() || path.startsWith("..")) {
            throw new ConfigurationException(
                    path + " is in no source of the snapshot. Give paths that begin with the name of a source: "
                            + names() + ".");
        }
        boolean named = sources.stream().anyMatch(source -> path.startsWith(source.name()));
        return named || path.toString().isEmpty() || sources.size() != 1
                ? path
                : Path.of(sources.get(0).name()).resolve(path);
    }

    private String names() {
        return sources.stream().map(Source::name).collect(Collectors.joining(", "));
    }
}
