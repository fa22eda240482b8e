// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands in front of DynamoDB Local and adds what it lacks or does differently: backups, point-in-time recovery,
 * restores, tags, and tables that take time to create. A new backup, and a restored table, is {@code CREATING} for a
 * few looks. A backup holds the items of the time when it was made. A moment of recovery holds the items of the time
 * when somebody asked for continuous backups. Thread-safe.
 */
public final class BackupsHere extends Handler.Wrapper {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";
    private static final String DIRECT = "X-Direct";
    private static final Set<String> OURS = Set.of(
            "CreateBackup",
            "CreateTable",
            "DescribeBackup",
            "DescribeContinuousBackups",
            "DescribeTable",
            "ListTagsOfResource",
            "RestoreTableFromBackup",
            "RestoreTableToPointInTime",
            "TagResource",
            "UpdateContinuousBackups");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, StoredBackup> backups = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<Instant, StoredBackup>> moments = new ConcurrentHashMap<>();
    private final Map<String, Restored> restored = new ConcurrentHashMap<>();
    private final Map<String, ArrayNode> tags = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> fresh = new ConcurrentHashMap<>();
    private final Set<String> recovering = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<Trouble>> troubles = operation -> Optional.empty();
    private volatile boolean isRecoveryOn;
    private volatile int looksUntilAvailable;
    private volatile int looksUntilActive = 1;
    private volatile int looksUntilCreated;
    private volatile Duration restorableAfter = Duration.ofSeconds(-1);
    private volatile Runnable onLook = () -> {};

    /** What befalls a call. */
    public record Trouble(int status, String code, boolean isCarriedOut) {
        /** Refused, with nothing done. */
        public static Trouble refused(String code) {
            return new Trouble(400, code, false);
        }

        /** Done, and answered as if the service had broken. */
        public static Trouble lost() {
            return new Trouble(500, "InternalServerError", true);
        }
    }

    /** A table's items and shape at one time. */
    private static final class StoredBackup {
        private final JsonNode table;
        private final JsonNode items;
        private int looks;
        private String status = "CREATING";

        StoredBackup(JsonNode table, JsonNode items) {
            this.table = table;
            this.items = items;
        }
    }

    /** A restored table. */
    private static final class Restored {
        private final ObjectNode summary;
        private int looks;

        Restored(ObjectNode summary) {
            this.summary = summary;
        }
    }

    /** One request to this stand-in. */
    private record Call(URI endpoint, String authorization, String account, JsonNode body) {
        String key(String table) {
            return account + "/" + table.substring(table.lastIndexOf('/') + 1);
        }
    }

    /** From now on point-in-time recovery is on, or off, for every table. */
    public void recovery(boolean isOn) {
        isRecoveryOn = isOn;
    }

    /** So many looks at a backup find it still being made. */
    public void looksUntilAvailable(int looks) {
        looksUntilAvailable = looks;
    }

    /** So many looks at a restored table find it still being made. */
    public void looksUntilActive(int looks) {
        looksUntilActive = looks;
    }

    /** So many looks at a table that is created from now on find it still being made. */
    public void looksUntilCreated(int looks) {
        looksUntilCreated = looks;
    }

    /** A moment can be restored only after this time. */
    public void restorableAfter(Duration lag) {
        restorableAfter = lag;
    }

    /** From now on this says what befalls a call, by the operation's name; never DescribeTable. */
    public void troubles(Function<String, Optional<Trouble>> newTroubles) {
        troubles = newTroubles;
    }

    /** From now on this happens at each look at a backup that is being made. */
    public void onLook(Runnable action) {
        onLook = action;
    }

    /** Somebody deletes all backups. */
    public void deleteAll() {
        backups.values().forEach(kept -> kept.status = "DELETED");
    }

    /** ARNs of all backups, in the order in which they were made. */
    public List<String> backups() {
        return backups.keySet().stream().sorted().toList();
    }

    /** Names of the calls so far but for DescribeTable and CreateTable, by which tests set up their tables. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
        String operation = target.substring(target.indexOf('.') + 1);
        if (!OURS.contains(operation) || request.getHeaders().contains(DIRECT)) {
            return super.handle(request, response, callback);
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        var endpoint = URI.create("http://127.0.0.1:" + Request.getServerPort(request));
        String account = authorization.replaceFirst(".*Credential=", "").replaceFirst("/.*", "");
        var call = new Call(endpoint, authorization, account, JSON.readTree(Content.Source.asString(request)));
        boolean isNew = !operation.equals("DescribeTable");
        if (isNew && !operation.equals("CreateTable")) {
            calls.add(operation);
        }
        Optional<Trouble> trouble = isNew ? troubles.apply(operation) : Optional.empty();
        if (trouble.isPresent()) {
            if (trouble.get().isCarriedOut()) {
                answer(operation, call);
            }
            write(
                    response,
                    callback,
                    trouble.get().status(),
                    error(trouble.get().code(), "injected"));
            return true;
        }
        try {
            write(response, callback, 200, answer(operation, call));
        } catch (Refused refused) {
            write(response, callback, 400, error(refused.code, String.valueOf(refused.getMessage())));
        }
        return true;
    }

    private synchronized JsonNode answer(String operation, Call call) throws Exception {
        return switch (operation) {
            case "CreateBackup" -> createBackup(call);
            case "CreateTable" -> createTable(call);
            case "UpdateContinuousBackups" -> {
                recovering.add(call.key(call.body().path("TableName").asText()));
                yield object();
            }
            case "DescribeBackup" -> describeBackup(call);
            case "DescribeContinuousBackups" -> describeContinuousBackups(call);
            case "DescribeTable" -> describeTable(call);
            case "ListTagsOfResource" -> object().set("Tags", tags.getOrDefault(tagged(call), JSON.createArrayNode()));
            case "TagResource" -> {
                tags.put(tagged(call), (ArrayNode) call.body().path("Tags"));
                yield object();
            }
            case "RestoreTableFromBackup" -> {
                String arn = call.body().path("BackupArn").asText();
                StoredBackup kept = Optional.ofNullable(backups.get(arn))
                        .orElseThrow(() -> new Refused("BackupNotFoundException", "Backup not found: " + arn));
                yield restore(call, kept, object().put("SourceBackupArn", arn));
            }
            default -> restoreToPointInTime(call);
        };
    }

    /** DynamoDB Local takes tags and forgets them; here the table is CREATING for some looks, too. */
    private JsonNode createTable(Call call) throws Exception {
        JsonNode created = direct(call, "CreateTable", call.body());
        if (created.has("__type")) {
            String type = created.path("__type").asText();
            throw new Refused(
                    type.substring(type.indexOf('#') + 1),
                    created.path("message").asText());
        }
        String key = call.key(call.body().path("TableName").asText());
        tags.put(
                key,
                call.body().path("Tags").isArray() ? (ArrayNode) call.body().path("Tags") : JSON.createArrayNode());
        fresh.put(key, new AtomicInteger(looksUntilCreated));
        ((ObjectNode) created.path("TableDescription")).put("TableStatus", "CREATING");
        return created;
    }

    /** DynamoDB Local gives tables of all accounts one ARN. */
    private static String tagged(Call call) {
        return call.key(call.body().path("ResourceArn").asText());
    }

    private JsonNode createBackup(Call call) throws Exception {
        StoredBackup kept = keep(call, call.body().path("TableName").asText());
        String arn = "%s/backup/%014d-%08d"
                .formatted(kept.table.path("TableArn").asText(), 1_000_000 + backups.size(), backups.size());
        backups.put(arn, kept);
        return object().set(
                        "BackupDetails", details(call.body().path("BackupName").asText(), arn, kept));
    }

    private JsonNode describeBackup(Call call) {
        String arn = call.body().path("BackupArn").asText();
        StoredBackup kept = Optional.ofNullable(backups.get(arn))
                .orElseThrow(() -> new Refused("BackupNotFoundException", "Backup not found: " + arn));
        if (kept.status.equals("CREATING")) {
            onLook.run();
        }
        if (kept.status.equals("CREATING") && kept.looks++ >= looksUntilAvailable) {
            kept.status = "AVAILABLE";
        }
        return object().set("BackupDescription", object().set("BackupDetails", details("fanout", arn, kept)));
    }

    private static ObjectNode details(String name, String arn, StoredBackup kept) {
        return object().put("BackupArn", arn)
                .put("BackupName", name)
                .put("BackupStatus", kept.status)
                .put("BackupType", "USER")
                .put("BackupCreationDateTime", 0);
    }

    private JsonNode describeContinuousBackups(Call call) throws Exception {
        String table = call.body().path("TableName").asText();
        Instant now = Instant.now();
        boolean isOn = isRecoveryOn || recovering.contains(call.key(table));
        ObjectNode recovery = object().put("PointInTimeRecoveryStatus", isOn ? "ENABLED" : "DISABLED");
        if (isRecoveryOn) {
            moments.computeIfAbsent(call.key(table), key -> new TreeMap<>())
                    .putIfAbsent(now.truncatedTo(ChronoUnit.SECONDS), keep(call, table));
            recovery.put("RecoveryPeriodInDays", 35)
                    .put("EarliestRestorableDateTime", now.getEpochSecond() - 3_600)
                    .put("LatestRestorableDateTime", latestRestorable(now));
        }
        ObjectNode description = object().put("ContinuousBackupsStatus", "ENABLED");
        description.set("PointInTimeRecoveryDescription", recovery);
        return object().set("ContinuousBackupsDescription", description);
    }

    private long latestRestorable(Instant now) {
        return now.minus(restorableAfter).getEpochSecond();
    }

    private JsonNode restoreToPointInTime(Call call) throws Exception {
        String source = call.body().has("SourceTableArn")
                ? call.body().path("SourceTableArn").asText()
                : call.body().path("SourceTableName").asText();
        long wanted = call.body().path("RestoreDateTime").asLong();
        if (wanted > latestRestorable(Instant.now())) {
            throw new Refused("InvalidRestoreTimeException", "RestoreDateTime is later than LatestRestorableDateTime");
        }
        var moment = moments.getOrDefault(call.key(source), new TreeMap<>()).get(Instant.ofEpochSecond(wanted));
        if (moment == null) {
            throw new Refused("InvalidRestoreTimeException", "nobody noted " + Instant.ofEpochSecond(wanted));
        }
        return restore(call, moment, object());
    }

    private JsonNode restore(Call call, StoredBackup kept, ObjectNode summary) throws Exception {
        String name = call.body().path("TargetTableName").asText();
        ObjectNode create = object().put("TableName", name).put("BillingMode", "PAY_PER_REQUEST");
        create.set("KeySchema", kept.table.path("KeySchema"));
        create.set("AttributeDefinitions", kept.table.path("AttributeDefinitions"));
        if (kept.table.has("GlobalSecondaryIndexes")) {
            ArrayNode indexes = create.putArray("GlobalSecondaryIndexes");
            kept.table.path("GlobalSecondaryIndexes").forEach(index -> indexes.addObject()
                    .put("IndexName", index.path("IndexName").asText())
                    .<ObjectNode>set("KeySchema", index.path("KeySchema"))
                    .set("Projection", index.path("Projection")));
        }
        JsonNode created = direct(call, "CreateTable", create);
        if (created.has("__type")) {
            throw new Refused("TableAlreadyExistsException", "Table already exists: " + name);
        }
        for (JsonNode item : kept.items) {
            ObjectNode put = object().put("TableName", name);
            put.set("Item", item);
            direct(call, "PutItem", put);
        }
        summary.put("SourceTableArn", kept.table.path("TableArn").asText())
                .put("RestoreDateTime", call.body().path("RestoreDateTime").asLong(0))
                .put("RestoreInProgress", true);
        restored.put(call.key(name), new Restored(summary));
        ObjectNode description = created.path("TableDescription").deepCopy();
        description.put("TableStatus", "CREATING").set("RestoreSummary", summary);
        return object().set("TableDescription", description);
    }

    private JsonNode describeTable(Call call) throws Exception {
        JsonNode answer = direct(call, "DescribeTable", call.body());
        if (answer.has("__type")) {
            throw new Refused(
                    "ResourceNotFoundException", answer.path("message").asText());
        }
        AtomicInteger looks = fresh.get(call.key(call.body().path("TableName").asText()));
        if (looks != null && looks.getAndDecrement() > 0) {
            ((ObjectNode) answer.path("Table")).put("TableStatus", "CREATING");
        }
        Restored found = restored.get(call.key(call.body().path("TableName").asText()));
        if (found != null) {
            ObjectNode table = (ObjectNode) answer.path("Table");
            boolean isActive = found.looks++ >= looksUntilActive;
            table.put("TableStatus", isActive ? "ACTIVE" : "CREATING");
            table.set("RestoreSummary", found.summary.put("RestoreInProgress", !isActive));
        }
        return answer;
    }

    private StoredBackup keep(Call call, String table) throws Exception {
        ObjectNode named = object().put("TableName", table);
        JsonNode described = direct(call, "DescribeTable", named);
        if (described.has("__type")) {
            throw new Refused("TableNotFoundException", "Table not found: " + table);
        }
        List<JsonNode> items = new ArrayList<>();
        ObjectNode scan = named.deepCopy().put("Limit", 1_000);
        JsonNode page;
        do {
            page = direct(call, "Scan", scan);
            page.path("Items").forEach(items::add);
            scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
        } while (page.has("LastEvaluatedKey"));
        return new StoredBackup(described.path("Table"), JSON.valueToTree(items));
    }

    /** DynamoDB Local's own answer. */
    private JsonNode direct(Call call, String operation, JsonNode body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(call.endpoint())
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", call.authorization())
                .header("X-Amz-Date", "20261124T101500Z")
                .header(DIRECT, "true")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static void write(Response response, Callback callback, int status, JsonNode body) {
        response.setStatus(status);
        response.getHeaders()
                .put(
                        HttpHeader.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().atOffset(ZoneOffset.UTC)));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        Content.Sink.write(response, true, new String(bytes(body), StandardCharsets.UTF_8), callback);
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode error(String code, String message) {
        return object().put("__type", TYPE + code).put("message", message);
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The service's refusal. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }
}
