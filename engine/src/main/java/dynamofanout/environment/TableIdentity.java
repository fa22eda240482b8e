// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Identity of a table, independent of the name it was opened by. Two identities are equal exactly when they mean the
 * same table.
 *
 * @param endpoint {@code aws}, or host and port of a custom endpoint (one word for all names of this machine)
 * @param account in the table's ARN; with DynamoDB Local, where all tables have one ARN, the access key id
 */
public record TableIdentity(String endpoint, String account, String region, String table) {
    static final String AWS = "aws";

    /** Suffixes of AWS's own hosts, including VPC endpoints (partitions aws, aws-cn, aws-us-gov, aws-eusc). */
    private static final List<String> AWS_HOSTS = List.of(
            ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".api.amazonwebservices.com.cn", ".amazonaws.eu");

    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", "0.0.0.0", "[::1]", "[0:0:0:0:0:0:0:1]", "localhost.localstack.cloud");

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:dynamodb:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):table/(?<name>[^/]+)");

    /** The Region in the ARNs of DynamoDB Local. */
    private static final String DYNAMODB_LOCAL = "ddblocal";

    /**
     * The identity of a table that was just described.
     *
     * @param tableArn in the answer of DescribeTable
     * @param tableName as the user gave it
     * @param resolved the credentials that DescribeTable was signed with
     */
    public static TableIdentity of(Access access, String tableArn, String tableName, AwsCredentials resolved) {
        TableName given = new TableName(tableName);
        String endpoint = endpoint(access.endpoint(given).apply(resolved));
        Matcher arn = ARN.matcher(tableArn);
        boolean isLocal = arn.matches() && arn.group("region").equals(DYNAMODB_LOCAL);
        boolean saysAccount = arn.matches() && !isLocal;
        // a role's session has a new key each time; where all ARNs are the same, a long-term key stands for its account
        boolean isBelieved = endpoint.equals(AWS) || resolved instanceof AwsSessionCredentials;
        if (saysAccount && isBelieved) {
            return new TableIdentity(endpoint, arn.group("account"), arn.group("region"), arn.group("name"));
        }
        // DynamoDB Local ignores the account in an ARN: it uses the caller's table
        Optional<String> named = given.account().filter(account -> !isLocal);
        return new TableIdentity(
                endpoint, named.orElse(resolved.accessKeyId()), access.region().id(), given.name());
    }

    /** The identity of a table on AWS that was not described. */
    public static TableIdentity onAws(String account, String region, String table) {
        return new TableIdentity(AWS, account, region, table);
    }

    /**
     * The identity that a table would have that does not exist yet.
     *
     * @param resolved the credentials that would sign its creation
     * @param callersAccount the account of these credentials, as STS says; asked only on AWS
     */
    public static TableIdentity ofMissing(
            Access access, String tableName, AwsCredentials resolved, Supplier<String> callersAccount) {
        TableName given = new TableName(tableName);
        String endpoint = endpoint(access.endpoint(given).apply(resolved));
        String account = endpoint.equals(AWS)
                ? callersAccount.get()
                : access.configured()
                        .filter(configured -> resolved instanceof AwsSessionCredentials)
                        .map(Environment::account)
                        .orElse(resolved.accessKeyId());
        return new TableIdentity(endpoint, account, access.region().id(), given.name());
    }

    /** {@code aws} for AWS's own hosts, otherwise host and port in one spelling. */
    static String endpoint(URI url) {
        String host = EndpointUrl.host(url).orElse("").toLowerCase(Locale.ROOT);
        if (AWS_HOSTS.stream().anyMatch(host::endsWith)) {
            return AWS;
        }
        boolean isHere = THIS_MACHINE.contains(host) || host.startsWith("127.");
        return (isHere ? "localhost" : host) + ":" + EndpointUrl.port(url);
    }

    /** The ARN that a table of this identity has, or would have. */
    public String arn() {
        return "arn:" + Partition.of(region) + ":dynamodb:" + region + ":" + account + ":table/" + table;
    }

    public boolean isOnAws() {
        return endpoint.equals(AWS);
    }

    /** The account as people may see it. Access key ids are cut to the length of an account. */
    public String shownAccount() {
        return account.length() <= 12 ? account : account.substring(0, 4) + "…";
    }

    /**
     * The account and Region in words, {@code account 111111111111, Region eu-west-1}, and the custom endpoint if there
     * is one.
     */
    public String place() {
        return "account " + shownAccount() + ", Region " + region + (isOnAws() ? "" : ", endpoint " + endpoint);
    }
}
