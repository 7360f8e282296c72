package io.saddlebag.snapshot;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ManifestEntry.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Owners with their names, each looked up once. Safe to use from several threads. */
final class Owners {

    private final Map<Long, Owner> known = new ConcurrentHashMap<>();

    /** The owner of an entry that is at an absolute path. */
    Owner of(Entry entry, Path absolute) {
        long key = ((long) entry.uid() << 32) | (entry.gid() & 0xFFFFFFFFL);
        var owner = known.get(key);
        if (owner == null) {
            owner = lookUp(entry, absolute);
            if (owner.user() != null || owner.group() != null) {
                known.put(key, owner);
            }
        }
        return owner;
    }

    /** What has neither name costs a look each time, which is rare; a file that was replaced meanwhile tells nothing. */
    private static Owner lookUp(Entry entry, Path absolute) {
        try {
            var found = Files.readAttributes(absolute, "unix:uid,gid,owner,group", LinkOption.NOFOLLOW_LINKS);
            boolean same = Integer.valueOf(entry.uid()).equals(found.get("uid"))
                    && Integer.valueOf(entry.gid()).equals(found.get("gid"));
            return new Owner(
                    entry.uid(),
                    entry.gid(),
                    same ? name(found.get("owner"), entry.uid()) : null,
                    same ? name(found.get("group"), entry.gid()) : null);
        } catch (IOException e) {
            return new Owner(entry.uid(), entry.gid(), null, null);
        }
    }

    private static @Nullable String name(@Nullable Object principal, int number) {
        if (!(principal instanceof Principal named)) {
            return null;
        }
        var name = named.getName();
        return name.equals(Integer.toUnsignedString(number)) || name.equals(Integer.toString(number)) ? null : name;
    }
}
