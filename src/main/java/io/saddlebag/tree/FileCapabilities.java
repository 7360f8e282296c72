package io.saddlebag.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.saddlebag.model.Entry;
import io.saddlebag.model.FileType;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of programs (capabilities(7)): the extended attribute {@code security.capability}, without which a
 * restored {@code ping} pings no more. Java's view has the attributes of users only; so they are read and written by what that
 * view is made of, where the launcher opens {@code java.base/sun.nio.fs} and {@code java.nio} to us. Only a superuser can set them, and a change of
 * a file's owner or content takes them away.
 */
public final class FileCapabilities {

    /** The attribute's name. */
    public static final String NAME = "security.capability";

    private static final byte[] NAME_BYTES = NAME.getBytes(US_ASCII);
    private static final int EXECUTABLE = 0111;

    /** The kernel's largest form takes 24 bytes. */
    private static final int LARGEST = 64;

    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(LARGEST));

    private static final @Nullable Calls CALLS = Identity.current().isSuperuser() ? Calls.find() : null;

    private FileCapabilities() {}

    /** Whether an entry may have some, and this process can carry them. */
    public static boolean mayBeOf(Entry entry) {
        return CALLS != null && entry.type() == FileType.FILE && (entry.mode() & EXECUTABLE) != 0;
    }

    /** The attribute's value, a link not followed; null where a file has none. */
    static byte @Nullable [] of(Path file) throws IOException {
        return CALLS == null ? null : CALLS.at(file, CALLS::get);
    }

    /**
     * Sets the attribute's value, or removes it.
     *
     * @param value null to remove it
     */
    public static void set(Path file, @Nullable ByteBuffer value) throws IOException {
        if (CALLS != null) {
            CALLS.at(file, descriptor -> CALLS.set(descriptor, value));
        }
    }

    /** Something done with an open file. */
    private interface Call {
        byte @Nullable [] with(int descriptor) throws Throwable;
    }

    /** The JDK's calls of the system. */
    private record Calls(
            MethodHandle open,
            MethodHandle close,
            MethodHandle get,
            MethodHandle set,
            MethodHandle remove,
            MethodHandle address,
            MethodHandle error,
            int withoutLinks,
            int noData) {

        /** EOPNOTSUPP of Linux, for which the JDK has no constant. */
        private static final int NOT_SUPPORTED = 95;

        static @Nullable Calls find() {
            try {
                var system = Class.forName("sun.nio.fs.UnixNativeDispatcher");
                return find(system, MethodHandles.privateLookupIn(system, MethodHandles.lookup()));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        private static Calls find(Class<?> system, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
            var path = Class.forName("sun.nio.fs.UnixPath");
            var open = MethodType.methodType(int.class, path, int.class, int.class);
            var get = MethodType.methodType(int.class, int.class, byte[].class, long.class, int.class);
            var remove = MethodType.methodType(void.class, int.class, byte[].class);
            var buffers = MethodHandles.privateLookupIn(Buffer.class, MethodHandles.lookup());
            var exception = Class.forName("sun.nio.fs.UnixException");
            return new Calls(
                    lookup.findStatic(system, "open", open)
                            .asType(MethodType.methodType(int.class, Path.class, int.class, int.class)),
                    lookup.findStatic(system, "close", MethodType.methodType(void.class, int.class)),
                    lookup.findStatic(system, "fgetxattr", get),
                    lookup.findStatic(system, "fsetxattr", get.changeReturnType(void.class)),
                    lookup.findStatic(system, "fremovexattr", remove),
                    buffers.findGetter(Buffer.class, "address", long.class)
                            .asType(MethodType.methodType(long.class, ByteBuffer.class)),
                    lookup.findVirtual(exception, "errno", MethodType.methodType(int.class))
                            .asType(MethodType.methodType(int.class, Throwable.class)),
                    constant(lookup, "O_NOFOLLOW"),
                    constant(lookup, "ENODATA"));
        }

        private static int constant(MethodHandles.Lookup lookup, String name) throws ReflectiveOperationException {
            var constants = Class.forName("sun.nio.fs.UnixConstants");
            return (int) lookup.findStaticVarHandle(constants, name, int.class).get();
        }

        byte @Nullable [] at(Path file, Call call) throws IOException {
            try {
                int descriptor = (int) open.invokeExact(file, withoutLinks, 0);
                try {
                    return call.with(descriptor);
                } finally {
                    close.invokeExact(descriptor);
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new FileSystemException(file.toString(), null, e.getMessage());
            }
        }

        /** Where there is nothing, nothing is to be read or removed. */
        private boolean isAbsent(Throwable failure) throws Throwable {
            int number = (int) error.invokeExact(failure);
            return number == noData || number == NOT_SUPPORTED;
        }

        byte @Nullable [] get(int descriptor) throws Throwable {
            var buffer = BUFFER.get().clear();
            try {
                int length = (int) get.invokeExact(descriptor, NAME_BYTES, (long) address.invokeExact(buffer), LARGEST);
                var value = new byte[length];
                buffer.get(value);
                return value;
            } catch (Exception e) {
                return isAbsent(e) ? null : rethrow(e);
            }
        }

        private static byte[] rethrow(Exception failure) throws Exception {
            throw failure;
        }

        byte @Nullable [] set(int descriptor, @Nullable ByteBuffer value) throws Throwable {
            if (value == null) {
                return remove(descriptor);
            }
            var buffer = BUFFER.get().clear();
            int length = value.remaining();
            buffer.put(value);
            set.invokeExact(descriptor, NAME_BYTES, (long) address.invokeExact(buffer), length);
            return null;
        }

        private byte @Nullable [] remove(int descriptor) throws Throwable {
            try {
                remove.invokeExact(descriptor, NAME_BYTES);
                return null;
            } catch (Exception e) {
                return isAbsent(e) ? null : rethrow(e);
            }
        }
    }
}
