package io.saddlebag.restore;

import io.saddlebag.model.ManifestEntry.Owner;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which numbers the owners of a snapshot have on this machine: those of their names, where there are such users and groups, or else
 * the numbers that the snapshot has. Safe to use from several threads.
 */
final class LocalOwners {

    private static final Logger LOG = LoggerFactory.getLogger(LocalOwners.class);

    private final boolean byName;
    private final Map<Name, Integer> known = new ConcurrentHashMap<>();

    /** Owners by name, or by number only. */
    LocalOwners(boolean byName) {
        this.byName = byName;
    }

    private record Name(String name, boolean group, int number) {}

    int uid(Owner owner) {
        return number(owner.user(), false, owner.uid());
    }

    int gid(Owner owner) {
        return number(owner.group(), true, owner.gid());
    }

    private int number(@Nullable String name, boolean group, int number) {
        return !byName || name == null
                ? number
                : known.computeIfAbsent(new Name(name, group, number), LocalOwners::lookUp);
    }

    private static int lookUp(Name wanted) {
        var service = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            var named = principal(service, wanted.name, wanted.group);
            var numbered = principal(service, Integer.toUnsignedString(wanted.number), wanted.group);
            return named.equals(numbered) ? wanted.number : askAFile(wanted, service);
        } catch (IOException e) {
            LOG.debug("{} is known by number only", wanted.name, e);
            return wanted.number;
        }
    }

    private static Principal principal(UserPrincipalLookupService service, String name, boolean group)
            throws IOException {
        return group ? service.lookupPrincipalByGroupName(name) : service.lookupPrincipalByName(name);
    }

    /** Java does not tell the number of a name, but of a file that was given to somebody. */
    private static int askAFile(Name wanted, UserPrincipalLookupService service) throws IOException {
        var file = Files.createTempFile("saddlebag-", ".owner");
        try {
            var view = Objects.requireNonNull(
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
            if (wanted.group) {
                view.setGroup(service.lookupPrincipalByGroupName(wanted.name));
            } else {
                view.setOwner(service.lookupPrincipalByName(wanted.name));
            }
            return number(file, wanted.group ? "unix:gid" : "unix:uid", wanted.number);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static int number(Path file, String attribute, int otherwise) throws IOException {
        return Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS) instanceof Integer number
                ? number
                : otherwise;
    }
}
