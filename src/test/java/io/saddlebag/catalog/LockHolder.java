package io.saddlebag.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process that takes a lock, says so, and holds it until its input ends or it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (var held = new Locks(Path.of(arguments[0]), Clock.systemUTC())
                .acquire(List.of(arguments[1]), false, () -> false)) {
            System.out.println(held == null ? "nothing" : "held");
            System.in.read();
        } catch (LockedException e) {
            System.out.println(e.getMessage());
        }
    }
}
