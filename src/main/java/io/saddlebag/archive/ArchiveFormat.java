package io.saddlebag.archive;

/** How a snapshot holds contents. */
public enum ArchiveFormat {
    ZIP("data.zip", 6, 9),
    TAR_GZ("data.tar.gz", 6, 9),
    TAR_ZST("data.tar.zst", 3, 22),
    DIRECTORY("data", 0, 0);

    private final String fileName;
    private final int defaultLevel;
    private final int highestLevel;

    ArchiveFormat(String fileName, int defaultLevel, int highestLevel) {
        this.fileName = fileName;
        this.defaultLevel = defaultLevel;
        this.highestLevel = highestLevel;
    }

    /** What the archive is called in a snapshot's directory. */
    public String fileName() {
        return fileName;
    }

    /** How hard it compresses unless told otherwise. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /** How hard it can compress; 0 where it does not compress. */
    public int highestLevel() {
        return highestLevel;
    }
}
