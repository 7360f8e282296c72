package io.saddlebag;

import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.DisplayPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types that jobs can have, read from the route files: the shipped ones, and own ones that stand over them by name. */
public final class JobTypes {

    private static final String ALERTS = "alerts";

    private final List<RouteFile> files;
    private final Map<String, JobType> types = new TreeMap<>();

    private JobTypes(List<RouteFile> files) {
        this.files = files;
        for (var file : files) {
            if (!file.templates().isEmpty()) {
                types.put(file.name(), type(file));
            }
        }
    }

    /** Where the shipped route files are: below the installation directory, which the launcher names. */
    static Path shipped() {
        return Path.of(System.getProperty("saddlebag.dist", ""))
                .toAbsolutePath()
                .resolve("routes");
    }

    /**
     * Reads all {@code *.camel.yaml} of two directories.
     *
     * @param own files that replace shipped ones of the same name, and further ones; null for none
     */
    static JobTypes read(Path shipped, @Nullable Path own) {
        var byName = new TreeMap<String, Path>();
        list(shipped).forEach(file -> byName.put(file.getFileName().toString(), file));
        if (own != null) {
            list(own).forEach(file -> byName.put(file.getFileName().toString(), file));
        }
        return new JobTypes(byName.values().stream().map(RouteFile::read).toList());
    }

    /** The type of a name; null when there is none. */
    @Nullable
    JobType find(String name) {
        return types.get(name);
    }

    /** The names of all types, sorted. */
    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    /** The files that hold no templates, but for {@link #alertFiles}: configurations and routes for all jobs. */
    List<Path> commonFiles() {
        return files.stream()
                .filter(file -> file.templates().isEmpty() && !file.name().equals(ALERTS))
                .map(RouteFile::path)
                .toList();
    }

    /** The file of the routes that tell the admins; a command that has nothing to tell does without it. */
    List<Path> alertFiles() {
        return files.stream()
                .filter(file -> file.name().equals(ALERTS))
                .map(RouteFile::path)
                .toList();
    }

    private static JobType type(RouteFile file) {
        var type = new JobType(file.name(), file.path(), file.templates());
        if (file.templates().stream().noneMatch(template -> template.id().equals(file.name()))) {
            throw new ConfigurationException(DisplayPath.of(file.path()) + ": there is no route template with the id "
                    + file.name() + ". The file's first template is named like the file, and further ones "
                    + file.name() + "-…");
        }
        if (type.lacksEntry()) {
            throw new ConfigurationException(DisplayPath.of(file.path()) + ": the route of the template " + file.name()
                    + " does not begin with direct:{{job}}, which is what starts a run. Write from: direct with the name"
                    + " {{job}}.");
        }
        if (type.lacksDeliverRoute(type.parameters())) {
            throw new ConfigurationException(
                    DisplayPath.of(file.path()) + ": the type " + file.name() + " sweeps, but no template has a"
                            + " route from direct with the name {{job}}-deliver. Add one that carries a change.");
        }
        return type;
    }

    private static List<Path> list(Path directory) {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(directory, "*" + RouteFile.SUFFIX)) {
            files.forEach(file -> found.add(file.toAbsolutePath()));
            return found;
        } catch (IOException e) {
            throw new ConfigurationException("The directory of route files " + DisplayPath.of(directory)
                    + " cannot be read. The shipped ones are in routes/ of the installation, own ones where"
                    + " saddlebag.routes says.");
        }
    }
}
