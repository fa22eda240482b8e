// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import dynamofanout.launcher.console.World;

/**
 * Adds a command to {@code fanout} from another module. The module names its implementation in {@code
 * META-INF/services}. The implementation is public and has a public constructor without arguments.
 */
public interface CommandExtension {
    /** The command, a class annotated with picocli's {@code @Command}. */
    Object command(World world);
}
