package io.saddlebag.archive;

/** How a snapshot holds contents. */
public enum ArchiveFormat {
    ZIP("data.zip"),
    TAR_GZ("data.tar.gz"),
    TAR_ZST("data.tar.zst"),
    DIRECTORY("data");

    private final String fileName;

    ArchiveFormat(String fileName) {
        this.fileName = fileName;
    }

    /** What the archive is called in a snapshot's directory. */
    public String fileName() {
        return fileName;
    }
}
