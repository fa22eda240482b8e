// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.launcher.console.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Node.js and npx. Only the CDK, and so only deploying, needs them. */
public record NodePrograms(World world) {
    private static final int LEAST_NODE = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v([0-9]{1,4})\\..*");

    /** The version of Node.js, where there is one. */
    public Optional<String> node() {
        return world.programs().apply(List.of("node", "--version"));
    }

    /** The version of npx, where there is one. */
    public Optional<String> npx() {
        return world.programs().apply(List.of("npx", "--version"));
    }

    /** What is wrong with Node.js; empty when it can be used. */
    public Optional<String> nodeProblem() {
        String remedy = "must be " + LEAST_NODE + " or newer, to deploy: install it from https://nodejs.org, got: ";
        Optional<String> version = node();
        if (version.isEmpty()) {
            return Optional.of(remedy + "no program node on the PATH");
        }
        return version.filter(text -> major(text) < LEAST_NODE).map(text -> remedy + text);
    }

    /** What is wrong with npx; empty when it can be used. */
    public Optional<String> npxProblem() {
        return npx().isPresent()
                ? Optional.empty()
                : Optional.of("must be on the PATH, to run " + Cdk.PACKAGE + ": it comes with Node.js");
    }

    /** The first thing that is wrong, as a sentence. */
    public Optional<String> problem() {
        return nodeProblem().map(text -> "Node.js " + text).or(() -> npxProblem()
                .map(text -> "npx " + text));
    }

    private static int major(String version) {
        Matcher matcher = NODE_VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
