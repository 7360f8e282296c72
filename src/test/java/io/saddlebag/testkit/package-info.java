/**
 * What every test speaks in: generated trees, assertions on trees, clocks, destinations that fail or are stricter than
 * reality, and the built program as a process. Begin with {@link io.saddlebag.testkit.TreeGenerator} and
 * {@link io.saddlebag.testkit.TreeAssert}.
 */
package io.saddlebag.testkit;
