// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.HttpExecuteRequest;

/**
 * Records which DynamoDB actions were called, with whose access key, and by which assumed role. A transaction counts as
 * the single actions of its parts.
 */
public final class Actions implements FaultyHttp.Plan {
    private static final Pattern ACCOUNT = Pattern.compile("Credential=([0-9A-Za-z]+)/");
    private static final Pattern PART = Pattern.compile("\"(Put|Update|Delete|ConditionCheck)\":\\{");

    private static final Pattern TABLE = Pattern.compile("\"TableName\":\"([^\"]+)\"|\"RequestItems\":\\{\"([^\"]+)\"");
    private static final Pattern GLOBAL_TABLE = Pattern.compile("\"GlobalTableName\":\"([^\"]+)\"");
    private static final Pattern ARN = Pattern.compile("\"ResourceArn\":\"[^\"]*:table/([^\"]+)\"");
    private static final Pattern INDEX = Pattern.compile("\"IndexName\":\"([^\"]+)\"");
    private static final Pattern BACKUP = Pattern.compile("\"BackupArn\":\"([^\"]+)\"");

    private final LoopbackSts sts;
    private final Map<String, Set<String>> byAccount = new ConcurrentHashMap<>();
    private final Set<RecordedCall> recorded = new ConcurrentSkipListSet<>();

    public Actions(LoopbackSts sts) {
        this.sts = sts;
    }

    @Override
    public Fault next(String operation, HttpExecuteRequest request) {
        Set<String> called = byAccount.computeIfAbsent(account(request), account -> new ConcurrentSkipListSet<>());
        if (operation.equals("TransactWriteItems")) {
            Matcher parts = PART.matcher(body(request));
            while (parts.find()) {
                String part = parts.group(1);
                called.add("dynamodb:" + (part.equals("ConditionCheck") ? "ConditionCheckItem" : part + "Item"));
            }
        } else {
            called.addAll(actions(operation, request));
        }
        request.httpRequest().firstMatchingHeader("X-Amz-Security-Token").ifPresent(token -> actions(operation, request)
                .forEach(action -> recorded.add(record(action, request, token))));
        return Fault.NONE;
    }

    /** A table that is created with tags takes the permission to tag it as well. */
    private static List<String> actions(String operation, HttpExecuteRequest request) {
        return operation.equals("CreateTable") && body(request).contains("\"Tags\":[")
                ? List.of("dynamodb:CreateTable", "dynamodb:TagResource")
                : List.of("dynamodb:" + operation);
    }

    public Set<String> of(String account) {
        return new TreeSet<>(byAccount.getOrDefault(account, Set.of()));
    }

    public Set<RecordedCall> recorded() {
        return new TreeSet<>(recorded);
    }

    private RecordedCall record(String action, HttpExecuteRequest request, String token) {
        Map<String, String> assumed = sts.calls().get(Integer.parseInt(token));
        return new RecordedCall(
                assumed.getOrDefault("Caller", ""),
                assumed.getOrDefault("RoleArn", ""),
                assumed.getOrDefault("ExternalId", ""),
                assumed.getOrDefault("Policy", ""),
                action,
                action.equals("dynamodb:ListTables") ? "*" : resource(body(request), account(request)));
    }

    private static String resource(String body, String account) {
        Matcher backup = BACKUP.matcher(body);
        Matcher table = TABLE.matcher(body);
        Matcher index = INDEX.matcher(body);
        String tables = "arn:aws:dynamodb:eu-west-1:" + account + ":table/";
        if (backup.find()) { // in another account and Region than on AWS
            return tables + backup.group(1).replaceFirst("^.*:table/", "").replaceFirst("/backup/.*", "/backup/1");
        }
        Matcher globalTable = GLOBAL_TABLE.matcher(body);
        if (globalTable.find()) {
            return "arn:aws:dynamodb::" + account + ":global-table/" + globalTable.group(1);
        }
        Matcher arn = ARN.matcher(body);
        if (arn.find()) {
            return tables + arn.group(1);
        }
        if (!table.find()) {
            throw new IllegalStateException(
                    "a call must name a table, got: " + body.substring(0, Math.min(200, body.length())));
        }
        String name = table.group(1) == null ? table.group(2) : table.group(1);
        return tables + name + (!body.contains("\"KeySchema\"") && index.find() ? "/index/" + index.group(1) : "");
    }

    private static String account(HttpExecuteRequest request) {
        String header =
                request.httpRequest().firstMatchingHeader("Authorization").orElse("");
        Matcher account = ACCOUNT.matcher(header);
        return account.find() ? account.group(1) : "nobody";
    }

    private static String body(HttpExecuteRequest request) {
        try (var stream = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
