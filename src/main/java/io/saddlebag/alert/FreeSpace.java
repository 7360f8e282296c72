package io.saddlebag.alert;

/**
 * How much space a destination is to have left.
 *
 * @param amount bytes, or a share of all in percent; 0 for any
 * @param percent whether it is a share
 */
public record FreeSpace(long amount, boolean percent) {

    /** Whatever is left is enough. */
    public static final FreeSpace ANY = new FreeSpace(0, false);

    boolean isMoreThan(Space space) {
        return percent ? (double) space.free() * 100 < (double) space.total() * amount : space.free() < amount;
    }
}
