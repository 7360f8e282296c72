package io.saddlebag.catalog;

/**
 * The names of one file of the source.
 *
 * @param device number of the device that holds the file
 * @param inode the file's number there
 */
public record LinkGroup(long device, long inode) {}
