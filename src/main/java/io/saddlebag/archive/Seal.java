package io.saddlebag.archive;

import java.io.ByteArrayOutputStream;

/**
 * The end of a manifest: a gzip member without content (RFC 1952) whose extra field, of the subfield {@code SB}, is the SHA-256 of
 * all bytes before it. The check sum of gzip covers neither its header nor the bits that fill up the last byte of its data;
 * with the seal no changed bit goes unnoticed, while every gzip reader reads the file as if it were not there.
 */
final class Seal {

    private static final int DIGEST_LENGTH = 32;
    private static final byte[] HEAD = {
        0x1F, (byte) 0x8B, 8, 4, 0, 0, 0, 0, 0, (byte) 0xFF, DIGEST_LENGTH + 4, 0, 'S', 'B', DIGEST_LENGTH, 0
    };
    private static final byte[] TAIL = {3, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    static final int LENGTH = HEAD.length + DIGEST_LENGTH + TAIL.length;

    private Seal() {}

    static byte[] of(byte[] digest) {
        var seal = new ByteArrayOutputStream(LENGTH);
        seal.writeBytes(HEAD);
        seal.writeBytes(digest);
        seal.writeBytes(TAIL);
        return seal.toByteArray();
    }
}
