package dynamofanout.launcher;

import dynamofanout.launcher.console.World;

/**
 * A command that another module adds to {@code fanout}. Modules name their implementation in {@code META-INF/services}; it
 * is public and has a public constructor without arguments.
 */
public interface CommandExtension {
    /** The command, a class annotated with picocli's {@code @Command}. */
    Object command(World world);
}
