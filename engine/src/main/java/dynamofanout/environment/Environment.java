// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.List;
import java.util.Optional;

/**
 * One environment of {@code fanout.json}: an account, a Region and how to get into it.
 *
 * @param profile AWS profile that is used on a laptop
 * @param roleArn role that is assumed
 * @param readRoleArn role that is assumed where nothing is written; empty: {@code roleArn} for everything
 * @param isProtected never a target, in any mode
 * @param tables names of the tables that may be touched; {@code *} stands for any characters
 * @param copyTo the only environments that may receive this one's data, with their masks; empty: any environment may
 * @param queryCallers accounts and role ARNs that may query besides the home account
 * @param kmsKeys ARNs of the customer managed keys that encrypt its tables
 * @param create how tables are created in it; empty: functions create none
 */
public record Environment(
        String name,
        String account,
        String region,
        Optional<String> profile,
        Optional<String> roleArn,
        Optional<String> readRoleArn,
        Optional<String> externalId,
        boolean isProtected,
        List<String> tables,
        Optional<List<CopyTarget>> copyTo,
        List<String> queryCallers,
        List<String> kmsKeys,
        Optional<CreateSettings> create) {
    public Environment {
        FieldPattern.NAME.require("the name of an environment", name);
        FieldPattern.ACCOUNT.require("account", account);
        FieldPattern.REGION.require("region", region);
        roleArn.ifPresent(arn -> FieldPattern.ROLE_ARN.require("roleArn", arn));
        readRoleArn.ifPresent(arn -> FieldPattern.ROLE_ARN.require("readRoleArn", arn));
        externalId.ifPresent(id -> FieldPattern.EXTERNAL_ID.require("externalId", id));
        tables = List.copyOf(tables);
        tables.forEach(table -> FieldPattern.TABLES.require("tables", table));
        copyTo = copyTo.map(List::copyOf);
        queryCallers = List.copyOf(queryCallers);
        queryCallers.forEach(caller -> FieldPattern.CALLER.require("queryCallers", caller));
        kmsKeys = List.copyOf(kmsKeys);
        kmsKeys.forEach(key -> FieldPattern.KEY_ARN.require("kmsKeys", key));
    }

    /** The role for a use. A use that only reads has the role that cannot write. */
    Optional<String> role(TableUse use) {
        return use.isReading() ? readRoleArn.or(() -> roleArn) : roleArn;
    }

    /** Whether our roles may use the KMS key. It encrypts existing tables, or tables that are created. */
    public boolean listsKey(String keyArn) {
        return kmsKeys.contains(keyArn)
                || create.flatMap(CreateSettings::kmsKey).filter(keyArn::equals).isPresent();
    }

    /** Whether {@link #tables} names the table, in full or by a wildcard. */
    public boolean lists(String tableName) {
        return tables.stream().anyMatch(pattern -> TablePattern.matches(pattern, tableName));
    }
}
