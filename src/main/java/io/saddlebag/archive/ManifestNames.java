package io.saddlebag.archive;

/** The names of the members of a manifest's JSON objects. */
final class ManifestNames {

    static final int VERSION = 1;

    static final String FORMAT = "format";
    static final String ID = "id";
    static final String SEQUENCE = "sequence";
    static final String KIND = "kind";
    static final String BASE = "base";
    static final String FULL = "full";
    static final String REASON = "reason";
    static final String SOURCES = "sources";
    static final String NAME = "name";
    static final String LOCATION = "location";
    static final String FILTERS = "filters";
    static final String START = "start";
    static final String END = "end";
    static final String ENTRIES = "entries";
    static final String FILES = "files";
    static final String BYTES = "bytes";
    static final String STORED_FILES = "storedFiles";
    static final String STORED_BYTES = "storedBytes";
    static final String COMPLETE = "complete";
    static final String ARCHIVE = "archive";
    static final String ARCHIVE_SIZE = "archiveSize";
    static final String ARCHIVE_SHA256 = "archiveSha256";
    static final String REPLACES = "replaces";

    static final String PATH = "path";
    static final String RAW = "raw";
    static final String TYPE = "type";
    static final String SIZE = "size";
    static final String MTIME = "mtime";
    static final String INODE = "inode";
    static final String CTIME = "ctime";
    static final String MODE = "mode";
    static final String UID = "uid";
    static final String GID = "gid";
    static final String OWNER = "owner";
    static final String GROUP = "group";
    static final String LINK = "link";
    static final String LINK_RAW = "linkRaw";
    static final String HARDLINK = "hardlink";
    static final String HARDLINK_RAW = "hardlinkRaw";
    static final String SHA256 = "sha256";
    static final String IN = "in";
    static final String AS = "as";
    static final String AS_RAW = "asRaw";
    static final String EXTENDED = "xattrs";
    static final String STALE = "stale";

    private ManifestNames() {}
}
