package dynamofanout.environment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        FieldPattern.NAME.require("the name of an environment", name);
        FieldPattern.ACCOUNT.require("account", account);
        FieldPattern.REGION.require("region", region);
        roleArn.ifPresent(arn -> FieldPattern.ROLE_ARN.require("roleArn", arn));
        externalId.ifPresent(id -> FieldPattern.EXTERNAL_ID.require("externalId", id));
        tables = List.copyOf(tables);
        tables.forEach(table -> FieldPattern.TABLES.require("tables", table));
        copyTo = copyTo.map(List::copyOf);
        queryCallers = List.copyOf(queryCallers);
        queryCallers.forEach(caller -> FieldPattern.CALLER.require("queryCallers", caller));
    }

    /** Whether {@link #tables} has the table, by its name or a wildcard. */
    public boolean lists(String tableName) {
        return tables.stream().anyMatch(pattern -> matches(pattern, tableName));
    }

    private static boolean matches(String pattern, String tableName) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return tableName.matches(regex);
    }
}
