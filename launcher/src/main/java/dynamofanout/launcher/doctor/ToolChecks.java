// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Cdk;
import dynamofanout.launcher.home.NodePrograms;

/** Checks the programs that a deployment needs: Java, Node.js and npx. */
record ToolChecks(World world) {
    /** This program needs Java 17 to run at all, so Java is there. */
    Finding java() {
        return Finding.ok("Java", System.getProperty("java.version"));
    }

    Finding node() {
        var programs = new NodePrograms(world);
        return programs.nodeProblem()
                .map(problem -> Finding.missing("Node.js", problem))
                .orElseGet(() -> Finding.ok("Node.js", programs.node().orElse("")));
    }

    Finding npx() {
        var programs = new NodePrograms(world);
        return programs.npxProblem()
                .map(problem -> Finding.missing("npx", problem))
                .orElseGet(() -> Finding.ok(
                        "npx", programs.npx().orElse("") + " (fetches " + Cdk.PACKAGE + " when it is asked to)"));
    }
}
