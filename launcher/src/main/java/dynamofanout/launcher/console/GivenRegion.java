// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.environment.Environments;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The Region that {@code --region} names, for all environments of this process that are AWS profiles. */
public final class GivenRegion {
    private volatile @Nullable String region;

    void take(ParseResult command) {
        region = command.matchedOptionValue("--region", (String) null);
    }

    /** The variables, and the one that says which Region was given. */
    Function<String, @Nullable String> before(Function<String, @Nullable String> variables) {
        return name -> name.equals(Environments.REGION_VARIABLE)
                ? Optional.ofNullable(region).orElseGet(() -> variables.apply(name))
                : variables.apply(name);
    }
}
