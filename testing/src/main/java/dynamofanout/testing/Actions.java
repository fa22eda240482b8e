package dynamofanout.testing;

import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.HttpExecuteRequest;

/** Notes which actions of DynamoDB are called by whose keys; a transaction counts as the single actions of its parts. */
public final class Actions implements FaultyHttp.Plan {
    private static final Pattern ACCOUNT = Pattern.compile("Credential=([0-9A-Za-z]+)/");
    private static final Pattern PART = Pattern.compile("\"(Put|Update|Delete|ConditionCheck)\":\\{");

    private final Map<String, Set<String>> byAccount = new ConcurrentHashMap<>();

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
            called.add("dynamodb:" + operation);
        }
        return Fault.NONE;
    }

    public Set<String> of(String account) {
        return new TreeSet<>(byAccount.getOrDefault(account, Set.of()));
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
