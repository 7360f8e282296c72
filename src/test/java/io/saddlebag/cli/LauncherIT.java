package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script that starts Saddlebag. */
final class LauncherIT {

    private static final Path LAUNCHER = Distribution.DIRECTORY.resolve("bin/saddlebag");

    @TempDir
    private Path directory;

    private Distribution saddlebag = new Distribution(Path.of(""));

    @BeforeEach
    void findDistribution() {
        saddlebag = new Distribution(directory);
    }

    @Test
    void knowsItsVersion() throws Exception {
        var run = saddlebag.run("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("saddlebag [0-9]+\\.[0-9]+\\.[0-9]+\n");
        assertThat(run.err()).isEmpty();
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void startsThroughRelativeAndAbsoluteLinksWithSpaces() throws Exception {
        var absolute = Files.createSymbolicLink(directory.resolve("an absolute link"), LAUNCHER);
        var inside = Files.createDirectory(directory.resolve("some where"));
        var relative = Files.createSymbolicLink(inside.resolve("link"), Path.of("../an absolute link"));

        assertThat(saddlebag.launchedBy(absolute).run("--version").exitCode()).isZero();
        assertThat(saddlebag.launchedBy(relative).run("--version").exitCode()).isZero();
    }

    @Test
    void startsFromADirectoryWithSpacesAndOddLetters() throws Exception {
        var copy = withoutArchive(copy("säddle bag's (1)"));

        var run = saddlebag.launchedBy(copy.resolve("bin/saddlebag")).run("--version");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void carriesNamesOutsideAsciiUnderLocaleC() throws Exception {
        var source = Files.createDirectory(directory.resolve("source"));
        Files.writeString(source.resolve("größer \uD83D\uDC34"), "x");

        var run = saddlebag
                .with(Map.of("LC_ALL", "C"))
                .run("mirror", source.toString(), directory.resolve("größer").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(directory.resolve("größer").resolve("größer \uD83D\uDC34")).hasContent("x");
    }

    @Test
    void findsJarsInLibExt() throws Exception {
        var copy = withoutArchive(copy("copy"));
        try (var jar = new JarOutputStream(Files.newOutputStream(copy.resolve("lib/ext/extra.jar")))) {
            jar.putNextEntry(new JarEntry("extra.txt"));
        }

        var run = saddlebag
                .launchedBy(copy.resolve("bin/saddlebag"))
                .with(Map.of("SADDLEBAG_JAVA_OPTS", "-verbose:class -XshowSettings:properties"))
                .run("--version");

        assertThat(run.err() + run.out()).contains("lib/ext/extra.jar");
    }

    @Test
    void worksWithTheComponentForWebhooksInLibExt() throws Exception {
        var copy = withoutArchive(copy("copy"));
        try (var jars = Files.newDirectoryStream(copy.resolve("lib/http"), "*.jar")) {
            for (var jar : jars) {
                Files.copy(jar, copy.resolve("lib/ext").resolve(jar.getFileName()));
            }
        }
        var config = Files.writeString(
                directory.resolve("jobs.properties"),
                "job.docs.type = mirror\njob.docs.source = .\njob.docs.destination = /nowhere/docs\nsaddlebag.home = home\n");

        var run = saddlebag.launchedBy(copy.resolve("bin/saddlebag")).run("--config", config.toString(), "check");

        assertThat(run.out() + run.err()).contains("ok       alerts, routes: can be started");
    }

    @Test
    void passesOptionsToJava() throws Exception {
        var run = saddlebag
                .with(Map.of("SADDLEBAG_JAVA_OPTS", "-Xmx64m -XshowSettings:vm"))
                .run("--version");

        assertThat(run.err()).contains("64.00M");
    }

    @Test
    void saysWhereJavaIsToBe() throws Exception {
        var wrong = saddlebag.with(Map.of("JAVA_HOME", directory.toString())).run("--version");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("saddlebag: JAVA_HOME is " + directory);
    }

    @Test
    void refusesAnOldJava() throws Exception {
        var old = Files.createDirectories(directory.resolve("jdk/bin"));
        Files.writeString(directory.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 9\n");
        assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();

        var run = saddlebag
                .with(Map.of("JAVA_HOME", directory.resolve("jdk").toString()))
                .run("--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("is Java 11.0.2. Install Java 17 or newer");
    }

    @Test
    void makesAnArchiveOfClassesOnce() throws Exception {
        var copy = copy("copy");
        var before = archives(copy);

        var first = saddlebag.launchedBy(copy.resolve("bin/saddlebag")).run("--version");
        var made = archives(copy);
        var second = saddlebag.launchedBy(copy.resolve("bin/saddlebag")).run("--version");

        assertThat(first.out()).startsWith("saddlebag ");
        assertThat(first.err() + second.err()).isEmpty();
        assertThat(made).hasSize(before.size() + 1).isEqualTo(archives(copy));
    }

    private static List<Path> archives(Path distribution) throws Exception {
        var cache = Files.createDirectories(distribution.resolve("cache"));
        try (var files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void startsWithoutAnArchiveWhereNoneCanBeWritten() throws Exception {
        var copy = withoutArchive(copy("copy"));

        var run = saddlebag.launchedBy(copy.resolve("bin/saddlebag")).run("--version");

        assertThat(run.out()).startsWith("saddlebag ");
        assertThat(run.err()).isEmpty();
    }

    /** To make one takes several times as long as a start. */
    private static Path withoutArchive(Path distribution) throws Exception {
        if (Files.exists(distribution.resolve("cache"))) {
            Files.move(distribution.resolve("cache"), distribution.resolve("no-cache"));
        }
        Files.writeString(distribution.resolve("cache"), "not a directory");
        return distribution;
    }

    private Path copy(String name) throws Exception {
        var copy = directory.resolve(name);
        var process = new ProcessBuilder("cp", "-a", Distribution.DIRECTORY.toString(), copy.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return copy;
    }
}
