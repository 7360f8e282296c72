package io.saddlebag.acceptance;

import static io.saddlebag.testkit.Eventually.eventually;
import static io.saddlebag.testkit.TreeAssert.assertThatTree;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.PathBytes;
import io.saddlebag.testkit.Command;
import io.saddlebag.testkit.FinishedRun;
import io.saddlebag.testkit.TreeGenerator;
import io.saddlebag.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A mirror is proved and got back by the built program. */
class ReadBackIT extends MirrorScenario {

    private static final Duration TIME = Duration.ofMinutes(2);

    private Path file;
    private Path target;

    @BeforeEach
    void configure() throws IOException {
        file = configuration("job.docs.exclude = cache/");
        target = scratch.resolve("target");
    }

    private void backUp() throws IOException {
        job("backup").endedWith(0);
    }

    private FinishedRun job(String command, Object... arguments) throws IOException {
        var words = new Object[arguments.length + 4];
        words[0] = "--config";
        words[1] = file;
        words[2] = command;
        words[3] = "docs";
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        return saddlebag.run(words);
    }

    @Nested
    class Verify {

        @Test
        void namesAFlippedByteAndAMissingFileAndTheNextBackupBringsBothBack() throws IOException {
            TreeGenerator.seeded(41).into(source);
            Files.writeString(source.resolve("flipped"), "the content of a file");
            Files.writeString(source.resolve("missing"), "the content of another one");
            backUp();
            job("verify", "--deep").endedWith(0).said(" verified, 0 damaged, 0 lost; ");

            flip(destination.resolve("flipped"));
            job("verify").endedWith(0);
            job("verify", "--deep").endedWith(12).said("damaged: flipped: ").said("1 damaged, 0 lost");
            Files.delete(destination.resolve("missing"));
            job("verify", "--deep")
                    .endedWith(13)
                    .said("damaged: flipped: ")
                    .said("lost: missing: ")
                    .said("1 damaged, 1 lost");
            job("verify").endedWith(13).said("0 damaged, 1 lost");

            backUp();
            job("verify", "--deep").endedWith(0);
            assertThatTree(destination).hasSameContentAs(source);
        }

        @Test
        void writesToNeitherSideAndIsNoRunOfTheJob() throws IOException {
            TreeGenerator.seeded(42).into(source);
            backUp();
            Files.writeString(source.resolve("new"), "not yet carried");
            var before = TreeSnapshot.of(destination);
            var status = saddlebag.run("--config", file, "status").output();

            job("verify", "--deep", "--json").endedWith(0).said("\"notes\" : 1").said("\"outcome\" : \"done\"");

            assertThatTree(destination).isUnchangedSince(before);
            assertThat(saddlebag.run("--config", file, "status").output()).isEqualTo(status);
        }

        @Test
        void endsWith10WhereTheDestinationIsGone() throws IOException {
            new ManyFiles(2, 5, 100).into(source);
            backUp();
            Files.move(destination, scratch.resolve("elsewhere"));

            job("verify").endedWith(10);
            Files.createDirectory(destination);
            job("verify").endedWith(10);
        }

        private void flip(Path flipped) throws IOException {
            var time = Files.getLastModifiedTime(flipped);
            var bytes = Files.readAllBytes(flipped);
            bytes[3] ^= 1;
            Files.write(flipped, bytes);
            Files.setLastModifiedTime(flipped, time);
        }
    }

    @Nested
    class Restore {

        @Test
        void bringsARandomTreeToANewPlace() throws IOException {
            TreeGenerator.seeded(43).into(source);
            backUp();

            job("restore", "--to", target).endedWith(0);

            assertThatTree(target).hasSameContentAs(source);
        }

        @Test
        void makesTheSourceWhatItWas() throws IOException {
            var generator = TreeGenerator.seeded(44).into(source);
            backUp();
            generator.change(source);
            Files.createDirectories(source.resolve("cache/below"));

            job("restore", "--to", source, "--overwrite", "always", "--delete").endedWith(0);

            assertThat(source.resolve("cache/below")).isDirectory();
            Command.run("rm", "-r", source.resolve("cache"));
            Files.setLastModifiedTime(source, Files.getLastModifiedTime(destination));
            assertThatTree(source).hasSameContentAs(destination);
        }

        @Test
        void needsNeitherSourceNorCatalog() throws IOException {
            TreeGenerator.seeded(45).into(source);
            backUp();
            Files.move(source, scratch.resolve("lost"));
            Command.run("rm", "-r", saddlebag.home());

            job("restore", "--to", source).endedWith(0);

            assertThatTree(source).hasSameContentAs(scratch.resolve("lost"));
        }

        @Test
        void endsWith10WhereTheMirrorIsEmptyAndNobodyKnowsThatItShouldBe() throws IOException {
            Files.createDirectory(destination);

            job("restore", "--to", target).endedWith(10).said("is empty: is it unmounted?");

            assertThat(target).doesNotExist();
            backUp();
            job("restore", "--to", target).endedWith(0);
        }

        @Test
        void neverDeletesASource() throws IOException {
            Files.writeString(source.resolve("letter"), "the only one");
            var around = Files.createDirectories(scratch.resolve("around/docs")).getParent();
            Files.move(source, around.resolve("docs/source"));
            Files.createSymbolicLink(source, around.resolve("docs/source"));
            Files.writeString(around.resolve("stranger"), "x");
            backUp();

            job("restore", "--to", around, "--delete").endedWith(0);

            assertThat(around.resolve("docs/source/letter")).hasContent("the only one");
            assertThat(around.resolve("letter")).hasContent("the only one");
            assertThat(around.resolve("stranger")).doesNotExist();
        }

        @Test
        void findsNamesThatAreNotText() throws IOException {
            var name = PathBytes.toPath(new byte[] {'b', (byte) 0xFF, 'd', '\n'});
            Files.writeString(source.resolve(name), "content");
            Files.writeString(source.resolve("other"), "other");
            backUp();

            saddlebag
                    .through("sh", "-c", "\"$@\" \"$(printf 'b\\377d\\nx')\"", "sh")
                    .run("--config", file, "restore", "docs", "--to", target)
                    .endedWith(3)
                    .said("b\\xFFd\\nx: is not in the backup");
            Files.move(source.resolve(name), source.resolve(PathBytes.toPath(new byte[] {'b', (byte) 0xFF, 'd'})));
            backUp();
            saddlebag
                    .through("sh", "-c", "\"$@\" \"$(printf 'b\\377d')\"", "sh")
                    .run("--config", file, "restore", "docs", "--to", target)
                    .endedWith(0);

            assertThat(target.resolve(PathBytes.toPath(new byte[] {'b', (byte) 0xFF, 'd'})))
                    .hasContent("content");
            assertThat(target.resolve("other")).doesNotExist();
        }

        @Test
        void followsNoPlantedLink() throws IOException {
            new ManyFiles(3, 5, 100).into(source);
            backUp();
            var outside = Files.createDirectory(scratch.resolve("outside"));
            Files.writeString(outside.resolve("file"), "outside");
            var before = TreeSnapshot.of(outside);
            Files.createDirectory(target);
            Files.createSymbolicLink(target.resolve("many0"), outside);
            Files.createSymbolicLink(target.resolve("many1"), outside.resolve("nothing"));

            job("restore", "--to", target, "many0", "--delete").endedWith(0);
            job("restore", "--to", target, "--overwrite", "never").endedWith(3).said("failed: many1");

            assertThatTree(outside).isUnchangedSince(before);
            job("restore", "--to", target, "--delete").endedWith(0);
            Files.setLastModifiedTime(target, Files.getLastModifiedTime(source));
            assertThatTree(target).hasSameContentAs(source);
            assertThatTree(outside).isUnchangedSince(before);
        }

        @Test
        void isRepeatedAfterAKill() throws IOException {
            var many = new ManyFiles(60, 50, 8_000);
            many.into(source);
            backUp();
            try (var first = saddlebag.start("--config", file, "restore", "docs", "--to", target)) {
                eventually(TIME, () -> assertThat(many.countIn(target)).isPositive());
                first.kill();
                first.waitFor(TIME);
            }

            job("restore", "--to", target).endedWith(0);

            Files.setLastModifiedTime(target, Files.getLastModifiedTime(source));
            assertThatTree(target).hasSameContentAs(source).hasNoTemporaryFiles();
            job("restore", "--to", target).endedWith(0).said("0 created, 0 modified, 0 deleted");
        }

        @Test
        void isRefusedWhereItWouldHarmABackup() throws IOException {
            new ManyFiles(2, 5, 100).into(source);
            backUp();
            var before = TreeSnapshot.of(destination);

            job("restore", "--to", destination).endedWith(2);
            job("restore", "--to", destination.resolve("below")).endedWith(2);
            job("restore", "--to", scratch).endedWith(2);
            job("restore", "--to", scratch.resolve("missing/below")).endedWith(2);
            job("restore", "--to", saddlebag.home()).endedWith(2);
            job("restore", "--to", target, "../etc").endedWith(2);

            assertThatTree(destination).isUnchangedSince(before);
            assertThat(target).doesNotExist();
        }

        @Test
        void deletesNothingForAnEmptyMirror() throws IOException {
            new ManyFiles(2, 5, 100).into(source);
            backUp();
            Command.run("find", destination, "-mindepth", "1", "-delete");
            var before = TreeSnapshot.of(source);

            job("restore", "--to", source, "--delete").endedWith(10);

            assertThatTree(source).isUnchangedSince(before);
        }
    }
}
