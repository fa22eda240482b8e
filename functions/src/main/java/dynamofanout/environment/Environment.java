package dynamofanout.environment;

import java.util.List;
import java.util.Optional;

/**
 * One environment of {@code fanout.json}: an account, a Region and how to get into it.
 *
 * @param profile AWS profile that is used on a laptop
 * @param roleArn role that is assumed
 * @param isProtected never a target, in any mode
 * @param tables names of the tables that may be touched; {@code *} stands for any characters
 * @param copyTo environments that alone may receive this one's data; empty: any
 * @param queryCallers accounts and role ARNs that may query besides the home account
 */
public record Environment(
        String name,
        String account,
        String region,
        Optional<String> profile,
        Optional<String> roleArn,
        Optional<String> externalId,
        boolean isProtected,
        List<String> tables,
        Optional<List<String>> copyTo,
        List<String> queryCallers) {
    public Environment {
        Shape.NAME.require("the name of an environment", name);
        Shape.ACCOUNT.require("account", account);
        Shape.REGION.require("region", region);
        roleArn.ifPresent(arn -> Shape.ROLE_ARN.require("roleArn", arn));
        externalId.ifPresent(id -> Shape.EXTERNAL_ID.require("externalId", id));
        tables = List.copyOf(tables);
        tables.forEach(table -> Shape.TABLES.require("tables", table));
        copyTo = copyTo.map(List::copyOf);
        queryCallers = List.copyOf(queryCallers);
        queryCallers.forEach(caller -> Shape.CALLER.require("queryCallers", caller));
    }

    /** Whether {@link #tables} has the table, by its name or a wildcard. */
    public boolean lists(String tableName) {
        return tables.stream().anyMatch(pattern -> TablePattern.matches(pattern, tableName));
    }
}
