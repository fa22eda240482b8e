package dynamofanout.query;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableName;
import dynamofanout.query.NotAnswered.Status;
import dynamofanout.table.NearNames;
import java.util.Optional;

/** Which tables may be asked. */
public final class QueryPermissions {
    private final Configuration configuration;
    private final boolean isDeployed;

    private QueryPermissions(Configuration configuration, boolean isDeployed) {
        this.configuration = configuration;
        this.isDeployed = isDeployed;
    }

    /** For who asks with credentials of their own: what fanout.json lists, where it names the environment. */
    public static QueryPermissions own(Configuration configuration) {
        return new QueryPermissions(configuration, false);
    }

    /** For the function: environments of fanout.json and their own tables only. */
    public static QueryPermissions deployed(Configuration configuration) {
        return new QueryPermissions(configuration, true);
    }

    /** The function asks about no other tables than those it was asked for. */
    NearNames nearNames() {
        return isDeployed ? NearNames.OF_CONFIGURATION : NearNames.OF_ACCOUNT;
    }

    /**
     * Before anything is opened.
     *
     * @param only the environment of the alias that was invoked; absent: any
     * @throws NotAnswered if this may not be asked here
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
