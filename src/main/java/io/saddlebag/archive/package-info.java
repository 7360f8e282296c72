/**
 * What a snapshot is made of on disk: archives (zip, tar.gz, tar.zst, directory), written and read as streams, and the
 * manifest. Begin with {@link io.saddlebag.archive.Archives}, {@link io.saddlebag.archive.ManifestWriter} and
 * {@link io.saddlebag.archive.ManifestReader}.
 */
@NullMarked
package io.saddlebag.archive;

import org.jspecify.annotations.NullMarked;
