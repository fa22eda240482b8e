// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableName;
import dynamofanout.query.NotAnswered.Status;
import dynamofanout.table.NearNames;
import java.util.Optional;

/** Decides which tables may be queried. */
public final class QueryPermissions {
    private final Configuration configuration;
    private final boolean isDeployed;

    private QueryPermissions(Configuration configuration, boolean isDeployed) {
        this.configuration = configuration;
        this.isDeployed = isDeployed;
    }

    /** Permissions for callers with their own credentials: the tables in fanout.json, if it has the environment. */
    public static QueryPermissions own(Configuration configuration) {
        return new QueryPermissions(configuration, false);
    }

    /** Permissions for the function: only environments of fanout.json and their own tables. */
    public static QueryPermissions deployed(Configuration configuration) {
        return new QueryPermissions(configuration, true);
    }

    /** Where hints for misspelt names come from. The function makes no calls about tables that it was not asked for. */
    NearNames nearNames() {
        return isDeployed ? NearNames.OF_CONFIGURATION : NearNames.OF_ACCOUNT;
    }

    /**
     * Checks an environment before anything is opened.
     *
     * @param only the environment of the alias that was invoked; absent: any
     * @throws NotAnswered if it may not be queried here
     */
    void requireEnvironment(String environment, Optional<String> only) {
        only.filter(allowed -> !allowed.equals(environment)).ifPresent(allowed -> {
            throw new NotAnswered(
                    Status.FORBIDDEN,
                    "environment",
                    "environment must be " + allowed + ", since the function was invoked by its alias, got: \""
                            + environment + "\"");
        });
        if (isDeployed && configuration.environment(environment).isEmpty()) {
            throw new NotAnswered(
                    Status.FORBIDDEN,
                    "environment",
                    "environment must be one of the function's fanout.json, got: \"" + environment + "\"");
        }
    }

    /** @throws NotAnswered if the table is not listed, or in another account than the environment's */
    void requireTable(String name, TableName table) {
        Optional<Environment> environment = configuration.environment(name);
        environment.filter(listing -> !listing.lists(table.name())).ifPresent(listing -> {
            throw new NotAnswered(
                    Status.FORBIDDEN,
                    "table",
                    "table must be among the tables of environment " + listing.name() + " ("
                            + String.join(", ", listing.tables()) + "), got: \"" + table.given() + "\"");
        });
        boolean isForeign = table.account()
                .flatMap(account -> environment.map(own -> !own.account().equals(account)))
                .orElse(false);
        if (isDeployed && isForeign) {
            throw new NotAnswered(
                    Status.FORBIDDEN,
                    "table",
                    "table must be of the account of environment " + name + ", got: \"" + table.given() + "\"");
        }
    }
}
