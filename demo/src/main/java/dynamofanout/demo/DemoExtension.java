// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import dynamofanout.launcher.CommandExtension;
import dynamofanout.launcher.console.World;

/** Adds {@code fanout demo} to the command line if this module is on the class path. */
public final class DemoExtension implements CommandExtension {
    @Override
    public Object command(World world) {
        return new DemoCommand(world);
    }
}
