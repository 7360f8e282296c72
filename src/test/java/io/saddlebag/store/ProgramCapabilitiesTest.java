package io.saddlebag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.model.Change;
import io.saddlebag.model.Change.Part;
import io.saddlebag.model.Entry;
import io.saddlebag.model.Event;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.tree.FileCapabilities;
import io.saddlebag.tree.Filters;
import io.saddlebag.tree.Identity;
import io.saddlebag.tree.SourceTree;
import io.saddlebag.tree.Stat;
import io.saddlebag.tree.UserAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The capabilities of programs, which only a superuser can set. */
class ProgramCapabilitiesTest {

    private static final Path PROGRAM = Path.of("program");
    /** The second version of the kernel's form: cap_net_raw, effective and permitted. */
    private static final byte[] MAY_PING = HexFormat.of().parseHex("0100000200200000000000000000000000000000");

    @TempDir
    private Path directory;

    private Path program;
    private SourceTree source;
    private DirectoryDestination destination;
    private Delivery delivery;

    @BeforeEach
    void makeAProgram() throws IOException {
        assumeTrue(Identity.current().isSuperuser(), "only a superuser can set capabilities");
        program = Files.writeString(
                Files.createDirectory(directory.resolve("source")).resolve(PROGRAM), "content");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            FileCapabilities.set(program, ByteBuffer.wrap(MAY_PING));
        } catch (FileSystemException e) {
            assumeTrue(false, "capabilities cannot be set here: " + e.getMessage());
        }
        assertThat(UserAttributes.of(program, Stat.of(program, PROGRAM))).isEqualTo(capabilities(MAY_PING));
        source = new SourceTree(directory.resolve("source"), Filters.ALL, List.of());
        destination = new DirectoryDestination(Files.createDirectory(directory.resolve("destination")), false);
        delivery = new Delivery(source, destination, () -> false);
    }

    @AfterEach
    void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }

    private void deliver(Part part) throws IOException {
        delivery.deliver(new Change(Event.MODIFY, source.stat(PROGRAM), part));
    }

    private ExtendedAttributes delivered() throws IOException {
        return destination.extendedAttributes(PROGRAM);
    }

    private static ExtendedAttributes capabilities(byte[] value) {
        return ExtendedAttributes.of(Map.of(FileCapabilities.NAME, value));
    }

    @Test
    void comeWithTheProgramWhoeverOwnsIt() throws IOException {
        Files.setAttribute(program, "unix:uid", 12345);
        FileCapabilities.set(program, ByteBuffer.wrap(MAY_PING));

        deliver(Part.WHOLE);

        assertThat(delivered()).isEqualTo(capabilities(MAY_PING));
        Entry copy = Stat.of(directory.resolve("destination").resolve(PROGRAM), PROGRAM);
        assertThat(copy.uid()).isEqualTo(12345);
    }

    @Test
    void outliveANewOwner() throws IOException {
        deliver(Part.WHOLE);
        Files.setAttribute(program, "unix:uid", 12345);
        FileCapabilities.set(program, ByteBuffer.wrap(MAY_PING));

        deliver(Part.ATTRIBUTES);

        assertThat(delivered()).isEqualTo(capabilities(MAY_PING));
    }

    @Test
    void outliveANewOwnerOfWhatOnlyNowBecameAProgram() throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        deliver(Part.WHOLE);
        Files.setAttribute(program, "unix:uid", 12345);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        FileCapabilities.set(program, ByteBuffer.wrap(MAY_PING));

        deliver(Part.ATTRIBUTES);

        assertThat(delivered()).isEqualTo(capabilities(MAY_PING));
    }

    @Test
    void goWhenTheSourceHasThemNoMore() throws IOException {
        deliver(Part.WHOLE);
        FileCapabilities.set(program, null);

        deliver(Part.ATTRIBUTES);

        assertThat(delivered()).isEqualTo(ExtendedAttributes.NONE);
        FileCapabilities.set(program, null);
        assertThat(UserAttributes.of(program, source.stat(PROGRAM))).isEqualTo(ExtendedAttributes.NONE);
    }
}
