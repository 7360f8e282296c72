/**
 * The built program as a user meets it: a process, real files, real disks. Needs {@code target/saddlebag}; what a machine
 * lacks is skipped with its reason, and long loops run with {@code -Pslow}. Begin with
 * {@link io.saddlebag.acceptance.MirrorScenario}.
 */
package io.saddlebag.acceptance;
