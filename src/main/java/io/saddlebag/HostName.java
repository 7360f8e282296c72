package io.saddlebag;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine is called. */
final class HostName {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** As the system has it. Where the kernel tells no name server is asked, which could take long. */
    static String ofSystem() {
        try {
            var name = Files.readString(KERNEL, StandardCharsets.ISO_8859_1).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return asked();
        }
    }

    private static String asked() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
