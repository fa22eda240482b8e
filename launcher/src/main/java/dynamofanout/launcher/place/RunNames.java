// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.World;
import dynamofanout.request.RunId;
import dynamofanout.request.TableSelection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Makes the names of new runs, and of the executions that resume them. */
public final class RunNames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunNames() {}

    /**
     * {@code Orders-20261124-101500-4f2a}: table, time and chance. It never begins with "-", which commands would take for
     * an option.
     */
    public static RunId next(World world, String table) {
        String name = table.substring(table.lastIndexOf('/') + 1)
                .replaceAll("[^0-9A-Za-z_-]", "-")
                .replaceFirst("^-+", "");
        int chance = (int) (world.chance().getAsDouble() * 0x10000);
        return new RunId(String.format(
                "%s-%s-%04x",
                name.isEmpty() ? "run" : name.substring(0, Math.min(40, name.length())),
                TIME.format(world.clock().instant()),
                chance));
    }

    /** The same of a set, by what its first tables have in common: {@code App-20261124-101500-4f2a} of {@code App-*}. */
    public static RunId nextSet(World world, TableSelection tables) {
        String first = tables.tables().get(0);
        int star = first.indexOf('*');
        String name = (star < 0 ? first : first.substring(0, star)).replaceFirst("[^0-9A-Za-z]+$", "");
        return next(world, name.isEmpty() ? "tables" : name);
    }

    /** {@code RUN--2} after {@code RUN}, {@code RUN--4} after {@code RUN--3}; the console names executions as it likes. */
    public static String nextExecution(RunId run, String owner) {
        String prefix = run.text() + "--";
        boolean isNumbered =
                owner.startsWith(prefix) && owner.substring(prefix.length()).matches("[0-9]{1,6}");
        int number = isNumbered ? Integer.parseInt(owner.substring(prefix.length())) : 1;
        return prefix + (number + 1);
    }
}
