package io.saddlebag.tree;

import io.saddlebag.model.Entry;
import io.saddlebag.model.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a directory of a source holds.
 *
 * @param entries what is to be carried: files, links and directories, in no order
 * @param excluded paths that are there and that a filter keeps from being carried
 * @param withheld paths that are there and that could not be looked at or are never carried; what a destination has of
 *     them stays
 * @param findings what an operator is to know of it
 * @param rules what is excluded in it; handed down to the listings of its directories
 */
public record Listing(
        List<Entry> entries, Set<Path> excluded, Set<Path> withheld, List<Finding> findings, Rules rules) {

    /** The same under other rules. */
    Listing with(Rules other) {
        return new Listing(entries, excluded, withheld, findings, other);
    }
}
