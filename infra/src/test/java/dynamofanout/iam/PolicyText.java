// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** A policy of any kind: a list of statements. */
public record PolicyText(List<Statement> statements) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What a policy says of a call by itself. */
    enum Answer {
        ALLOWED,
        /** By a statement with effect Deny, which no other policy makes good. */
        DENIED,
        /** Nothing: denied unless another policy allows it. */
        SILENT
    }

    public PolicyText {
        statements = List.copyOf(statements);
    }

    public static PolicyText parse(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public static PolicyText of(JsonNode policy) {
        JsonNode list = policy.path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(statement -> statements.add(Statement.of(statement)));
        } else {
            statements.add(Statement.of(list));
        }
        return new PolicyText(statements);
    }

    Answer answer(Principal principal, Call call) {
        List<Statement> fitting = statements.stream()
                .filter(statement -> statement.fits(principal, call))
                .toList();
        if (fitting.stream().anyMatch(Statement::isDeny)) {
            return Answer.DENIED;
        }
        return fitting.isEmpty() ? Answer.SILENT : Answer.ALLOWED;
    }
}
