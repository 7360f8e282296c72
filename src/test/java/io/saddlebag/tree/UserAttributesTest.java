package io.saddlebag.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saddlebag.model.ExtendedAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserAttributesTest {

    private static final int WRITING = 1;

    @TempDir
    private Path directory;

    @Test
    void leaveOutWhatJavaCannotNameAndKeepTheRest() throws Exception {
        assumeTrue(UserAttributes.areCarriedBy(directory), "needs a file system with extended attributes");
        var file = Files.writeString(directory.resolve("file"), "content");
        UserAttributes.view(file).write("colour", ByteBuffer.wrap("red".getBytes(UTF_8)));
        setEmpty(file, new byte[] {'u', 's', 'e', 'r', '.', (byte) 0xff, (byte) 0xfe});

        var attributes = UserAttributes.of(file, Stat.of(file, file));

        assertThat(attributes).isEqualTo(ExtendedAttributes.of(Map.of("user.colour", "red".getBytes(UTF_8))));
    }

    /** By the JDK's own call: its public way cannot say such a name. */
    private static void setEmpty(Path file, byte[] name) throws ReflectiveOperationException, IOException {
        var system = Class.forName("sun.nio.fs.UnixNativeDispatcher");
        var open = system.getDeclaredMethod("open", Class.forName("sun.nio.fs.UnixPath"), int.class, int.class);
        var set = system.getDeclaredMethod("fsetxattr", int.class, byte[].class, long.class, int.class);
        var close = system.getDeclaredMethod("close", int.class);
        open.setAccessible(true);
        set.setAccessible(true);
        close.setAccessible(true);
        var descriptor = open.invoke(null, file, WRITING, 0);
        set.invoke(null, descriptor, name, 0L, 0);
        close.invoke(null, descriptor);
        assertThat(UserAttributes.view(file).list()).hasSize(2);
    }
}
