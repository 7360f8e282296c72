package io.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saddlebag.mirror.Durability;
import io.saddlebag.mirror.MaxDelete;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.tree.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    Path directory;

    private ConfigurationFile file;

    @BeforeEach
    void create() {
        file = new ConfigurationFile(directory);
    }

    @Nested
    class Values {

        @Test
        void haveDefaults() {
            var settings = file.read(ConfigurationFile.MIRROR);
            var mirror = ConfigurationFile.mirrorOf("documents", settings);

            assertThat(settings.home()).isEqualTo(directory.resolve("var"));
            assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(settings.camel()).isEmpty();
            assertThat(mirror.compareDestination()).isTrue();
            assertThat(mirror.include()).isEmpty();
            assertThat(mirror.exclude()).isEmpty();
            assertThat(mirror.deleteExcluded()).isFalse();
            assertThat(mirror.selection()).isEqualTo(Selection.DEFAULT);
            assertThat(mirror.hardLinks()).isFalse();
            assertThat(mirror.excludedPaths()).isEmpty();
            assertThat(mirror.maxDelete()).isEqualTo(MaxDelete.DEFAULT);
            assertThat(mirror.marker()).isNull();
            assertThat(mirror.transfers()).isEqualTo(Runtime.getRuntime().availableProcessors() * 2);
            assertThat(mirror.durability()).isEqualTo(Durability.RUN);
        }

        @Test
        void areReadFromTheirKeys() {
            var settings = file.read("""
                    saddlebag.home = state
                    saddlebag.durability = file
                    saddlebag.stop-timeout = 2m
                    camel.main.name = donkey
                    job.documents.type = mirror
                    job.documents.source = /data
                    job.documents.destination = copies/data
                    job.documents.include = **/*.txt, **/*.md
                    job.documents.exclude = cache/, a\\\\,b
                    job.documents.delete-excluded = true
                    job.documents.exclude-if-present = .nobackup, .tag
                    job.documents.exclude-caches = true
                    job.documents.exclude-larger-than = 4G
                    job.documents.one-file-system = true
                    job.documents.max-delete = 7
                    job.documents.marker = .here
                    job.documents.transfers = 3
                    job.documents.hard-links = true
                    job.documents.schedule = 0 0 2 * * ?
                    """);
            var mirror = ConfigurationFile.mirrorOf("documents", settings);

            assertThat(settings.home()).isEqualTo(directory.resolve("state"));
            assertThat(settings.stopTimeout()).isEqualTo(Duration.ofMinutes(2));
            assertThat(settings.camel()).containsExactly(Map.entry("camel.main.name", "donkey"));
            assertThat(settings.job("documents").schedule())
                    .map(Schedule::expression)
                    .hasValue("0 0 2 * * ?");
            assertThat(mirror.source()).isEqualTo(Path.of("/data"));
            assertThat(mirror.destination()).isEqualTo(directory.resolve("copies/data"));
            assertThat(mirror.include()).containsExactly("**/*.txt", "**/*.md");
            assertThat(mirror.exclude()).containsExactly("cache/", "a,b");
            assertThat(mirror.deleteExcluded()).isTrue();
            assertThat(mirror.selection())
                    .isEqualTo(new Selection(true, List.of(".nobackup", ".tag"), true, 4L << 30, true));
            assertThat(mirror.maxDelete()).isEqualTo(new MaxDelete(7, false));
            assertThat(mirror.marker()).isEqualTo(".here");
            assertThat(mirror.transfers()).isEqualTo(3);
            assertThat(mirror.hardLinks()).isTrue();
            assertThat(mirror.durability()).isEqualTo(Durability.FILE);
        }

        @Test
        void keepTheirJobsInTheOrderOfTheFile() {
            var settings = file.read("""
                    job.b.type = mirror
                    job.b.source = 1
                    job.a.type = mirror
                    job.a.source = 2
                    job.a.destination = 3
                    job.b.destination = 4
                    """);

            assertThat(settings.jobs()).extracting(JobSettings::name).containsExactly("b", "a");
        }

        @Test
        void takeVariablesOfTheEnvironment() {
            file.with("DISK", "/mnt/$1 disk");

            var mirror = file.mirror(
                    "job.documents.marker = {{env:DISK_ID:none}}", "job.documents.exclude = {{env:DISK}}/x");

            assertThat(mirror.marker()).isEqualTo("none");
            assertThat(mirror.exclude()).containsExactly("/mnt/$1 disk/x");
        }

        @Test
        void areAskedForAVariableThatIsNotSet() {
            assertThat(file.problemsOfMirror("job.documents.marker = {{env:DISK}}"))
                    .containsExactly(
                            "4: job.documents.marker needs the environment variable DISK, which is not set. Set it,"
                                    + " or give a default: {{env:DISK:default}}.");
        }

        @Test
        void putTheHomeWhereTheEnvironmentSays() {
            var settings = file.with("SADDLEBAG_HOME", "/var/lib/saddlebag")
                    .read("saddlebag.home = state\n" + ConfigurationFile.MIRROR);

            assertThat(settings.home()).isEqualTo(Path.of("/var/lib/saddlebag"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                transfers = many        | = many is not a whole number from 1 to 1000.
                transfers = 0           | = 0 is not a whole number from 1 to 1000.
                delete-excluded = yes   | = yes is not true or false.
                exclude-caches = on     | = on is not true or false.
                one-file-system = 1     | = 1 is not true or false.
                exclude-if-present = a/b | = a/b is not the name of a file.
                exclude-if-present = x, .. | = .. is not the name of a file.
                exclude-larger-than = 4 GB | = 4 GB is not a size. Write a number, not 0, and K, M, G or T
                exclude-larger-than = 0 | = 0 is not a size.
                exclude-larger-than = 9000000T | = 9000000T is not a size.
                max-delete = 101%       | = 101% is not a share from 0% to 100% or a number of files.
                max-delete = half       | = half is not a share from 0% to 100% or a number of files.
                compare = catalogue     | = catalogue is not destination or catalog. Did you mean catalog?
                marker = ../x           | = ../x is not a path below the source.
                marker = /x             | = /x is not a path below the source.
                exclude = a, [           | is wrong: the pattern "[" cannot be read
                schedule = 0 0 2 * * ? )&x | = 0 0 2 * * ? )&x is not a Quartz cron expression
                """)
        void areRefusedWithWhatWouldBeRight(String line, String said) {
            assertThat(file.problemsOfMirror("job.documents." + line))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .startsWith("4: job.documents." + line.substring(0, line.indexOf(' ')))
                            .contains(said));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                saddlebag.stop-timeout = 30  | = 30 is not a duration. Write a number and ms, s, m, h or d: 500ms, 30s, 15m, 2h, 14d.
                saddlebag.durability = disk  | = disk is not run or file.
                saddlebag.routes = nowhere   | is not a directory. Create it, or remove the key.
                camel.main.routesReloadEnabled = true | = true would silently remove the routes of all jobs.
                """)
        void ofTheWholeProgramAreRefusedWithWhatWouldBeRight(String line, String said) {
            assertThat(file.problemsOfMirror(line))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .startsWith("4: " + line.substring(0, line.indexOf(' ')))
                            .contains(said));
        }

        @Test
        void refuseABadScheduleWithAnExample() {
            assertThat(file.problemsOfMirror("job.documents.schedule = every night"))
                    .singleElement()
                    .asString()
                    .startsWith("4: job.documents.schedule = every night is not a Quartz cron expression: ")
                    .endsWith("0 30 2 * * ?");
        }

        @Test
        void doNotExpandATildeAsAShellWould() {
            assertThat(file.problems(ConfigurationFile.MIRROR.replace("= src", "= ~/src")))
                    .containsExactly("2: job.documents.source begins with ~, which only a shell expands. Write"
                            + " {{env:HOME}}/src.");
        }

        @Test
        void ofADestinationAreDirectoriesForNow() {
            assertThat(file.problems(ConfigurationFile.MIRROR.replace("= dst", "= sftp:nas/backup")))
                    .singleElement()
                    .asString()
                    .startsWith("3: job.documents.destination = sftp:nas/backup looks like an endpoint's URI")
                    .contains("compare = catalog", "docs/configuration.md", "./sftp:nas/backup");
        }
    }

    @Nested
    class Keys {

        @Test
        void thatAreUnknownAreRefusedWithTheNearestOne() {
            assertThat(file.problemsOfMirror(
                            "job.documents.destinaton = x", "saddlebag.hom = x", "jobs.documents.type = x"))
                    .containsExactly(
                            "4: job.documents.destinaton is not a key of the job type mirror. Did you mean"
                                    + " job.documents.destination?",
                            "5: saddlebag.hom is not a key. Did you mean saddlebag.home? All keys are in"
                                    + " docs/configuration.md.",
                            "6: jobs.documents.type is not a key. Did you mean job.documents.type? All keys are in"
                                    + " docs/configuration.md.");
        }

        @Test
        void thatAreSetTwiceAreRefusedWithBothLines() {
            assertThat(file.problemsOfMirror("job.documents.source = other"))
                    .containsExactly("4: job.documents.source is set already in line 2. Remove one of the two.");
        }

        @Test
        void thatAreMissingAreNamed() {
            assertThat(file.problems("\n\njob.documents.type = mirror"))
                    .containsExactly(
                            "3: job.documents.type belongs to a job without source. Set job.documents.source: name the"
                                    + " directory to back up.",
                            "3: job.documents.type belongs to a job without destination. Set job.documents.destination:"
                                    + " name the directory to keep equal to the source.");
        }

        @Test
        void areNotLookedAtWithoutAKnownType() {
            assertThat(file.problems("job.a.type = miror\njob.a.sauce = x\njob.b.source = y"))
                    .containsExactly(
                            "1: job.a.type = miror is not a job type. Did you mean mirror? There are: collect, mirror, snapshot.",
                            "3: job.b.source belongs to a job without a type. Write job.b.type = one of: collect, mirror, snapshot.");
        }

        @ParameterizedTest
        @CsvSource({"Documents", "-a", "a_b", "report", "a-deliver"})
        void cannotNameEveryJob(String name) {
            assertThat(file.problems(ConfigurationFile.MIRROR.replace("documents", name)))
                    .singleElement()
                    .asString()
                    .startsWith("1: job." + name + ".type names a job " + name);
        }

        @Test
        void areNeededForAtLeastOneJob() {
            assertThat(file.problems("# nothing")).singleElement().asString().startsWith("1: no job is configured.");
        }
    }

    @Nested
    class AdHoc {

        @Test
        void isOneJobNamedAfterItsTwoPaths() {
            var settings =
                    Settings.adHoc(Path.of("/a"), Path.of("/b"), MirrorFilters.of(List.of("*.tmp")), false, directory);

            var job = settings.jobs().get(0);
            var mirror = ConfigurationFile.mirrorOf(job.name(), settings);
            assertThat(job.name()).matches("mirror-[0-9a-f]{8}");
            assertThat(mirror.source()).isEqualTo(Path.of("/a"));
            assertThat(mirror.destination()).isEqualTo(Path.of("/b"));
            assertThat(mirror.exclude()).containsExactly("*.tmp");
            assertThat(settings.home()).isEqualTo(directory);
        }

        @Test
        void isTheSameJobForTheSamePathsOnly() {
            var first = Settings.adHoc(Path.of("/a"), Path.of("/b"), MirrorFilters.of(List.of()), false, directory);
            var again = Settings.adHoc(
                    Path.of("/a/"), Path.of("/x/../b"), MirrorFilters.of(List.of("y")), false, directory);
            var other = Settings.adHoc(Path.of("/a"), Path.of("/c"), MirrorFilters.of(List.of()), false, directory);

            assertThat(again.jobs().get(0).name()).isEqualTo(first.jobs().get(0).name());
            assertThat(other.jobs().get(0).name())
                    .isNotEqualTo(first.jobs().get(0).name());
        }

        @Test
        void refusesADestinationInTheSource() {
            assertThatThrownBy(() -> Settings.adHoc(
                            directory, directory.resolve("x"), MirrorFilters.of(List.of()), false, Path.of("/var/s")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The destination " + directory.resolve("x")
                            + " lies inside the source and would be copied into itself. Choose a directory"
                            + " outside, or exclude it: --exclude /x/.");
        }
    }

    @Test
    void nameTheJobsThereAreWhenOneIsUnknown() {
        var settings = file.read(ConfigurationFile.MIRROR);

        assertThatThrownBy(() -> settings.job("document"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no job document. Did you mean documents? Configured are: documents.");
    }

    @Test
    void sayThatTheirFileDoesNotExist() {
        assertThatThrownBy(() -> Settings.load(directory.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none does not exist");
    }

    @Test
    void thatAreShippedWorkAsTheyStand() {
        var settings = new SettingsReader(
                        Path.of("application.properties"), new Environment(name -> null), Path.of("routes"))
                .read();

        assertThat(ConfigurationFile.mirrorOf("handbook", settings).source()).satisfies(Files::isDirectory);
    }
}
