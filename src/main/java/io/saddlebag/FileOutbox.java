package io.saddlebag;

import io.saddlebag.alert.Message;
import io.saddlebag.alert.Outbox;
import io.saddlebag.camel.WaitingMessages;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.tree.Reason;
import io.saddlebag.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox as a directory: one file for each message that waits, and in {@code sent} those that went out within the last
 * month. Whoever puts a message needs no lock; whoever sends holds {@link #LOCK}. Files can be read by their owner only.
 */
final class FileOutbox implements Outbox, WaitingMessages {

    /** The name of the lock that only one sender holds. */
    static final String LOCK = "outbox";

    private static final Logger LOG = LoggerFactory.getLogger(FileOutbox.class);
    private static final String SENT = "sent";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LONGEST_WRITE = Duration.ofDays(1);

    private final Path directory;
    private final SentMessages memory;
    private final Clock clock;
    private final SendingProblem problem;
    private volatile boolean failed;

    FileOutbox(Path home, SentMessages memory, Clock clock) {
        this.directory = directory(home);
        this.memory = memory;
        this.clock = clock;
        this.problem = new SendingProblem(directory, clock);
    }

    /** Where the outbox of a home is. */
    static Path directory(Path home) {
        return home.resolve("outbox");
    }

    Path directory() {
        return directory;
    }

    @Override
    public void put(Message message) {
        try {
            make();
            if (!isHere(message.id())) {
                MessageFile.write(message, directory);
            }
        } catch (IOException e) {
            throw new SaddlebagException(
                    Outcome.FAILED,
                    "The message \"" + message.subject() + "\" cannot be put into " + directory + ": " + Reason.of(e)
                            + ". Make it writable; nobody is told until then.",
                    e);
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(directory.resolve(SENT))) {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(directory.resolve(SENT), mode);
        }
    }

    private boolean isHere(String id) throws IOException {
        return memory.contains(id) || holds(directory, id) || holds(directory.resolve(SENT), id);
    }

    private static boolean holds(Path directory, String id) throws IOException {
        return names(directory).stream().anyMatch(name -> MessageFile.id(name).equals(id));
    }

    /** The names of the messages in a directory, in the order of their creation; none where there is no directory. */
    static List<String> names(Path directory) throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(directory, "*" + MessageFile.SUFFIX)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return next().isEmpty();
    }

    /** The name of the message that is to be sent next. */
    Optional<String> next() {
        try {
            return names(directory).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What the last attempts to send met. */
    SendingProblem problem() {
        return problem;
    }

    /**
     * To be called before sending, under the lock: what was sent already moves to the others, and those that are old are
     * removed.
     */
    void tidy() {
        try {
            make();
            for (var name : names(directory)) {
                if (memory.contains(MessageFile.id(name))) {
                    Files.move(
                            directory.resolve(name),
                            directory.resolve(SENT).resolve(name),
                            StandardCopyOption.ATOMIC_MOVE);
                }
            }
            removeOld();
            removeLeftovers();
        } catch (IOException e) {
            LOG.warn("The outbox {} cannot be tidied up: {}", directory, Reason.of(e));
        }
    }

    private void removeOld() throws IOException {
        var oldest = clock.instant().minus(KEPT);
        var removed = new ArrayList<String>();
        for (var name : names(directory.resolve(SENT))) {
            var created = MessageFile.created(name);
            if (created != null && created.isBefore(oldest)) {
                Files.deleteIfExists(directory.resolve(SENT).resolve(name));
                removed.add(MessageFile.id(name));
            }
        }
        if (!removed.isEmpty()) {
            memory.forget(removed);
        }
    }

    /** Of processes that died while they wrote. */
    private void removeLeftovers() throws IOException {
        var oldest = clock.instant().minus(LONGEST_WRITE);
        try (var files = Files.newDirectoryStream(directory, TemporaryName::matches)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public Message read(Path file) {
        return MessageFile.read(file, clock.instant());
    }

    @Override
    public boolean isSent(String name) {
        return memory.contains(MessageFile.id(name));
    }

    @Override
    public void sent(String name) {
        memory.add(MessageFile.id(name), clock.instant());
        problem.solved();
        try {
            removeOld();
        } catch (IOException e) {
            LOG.debug("Old messages stay", e);
        }
    }

    /** Whether an attempt failed since this was made. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void failed(String reason) {
        failed = true;
        problem.met(reason);
    }

    @Override
    public void partlyRejected(String reason) {
        LOG.warn("A message did not reach everybody: {}", reason);
    }
}
