// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** One statement of a policy. */
record Statement(JsonNode json) {
    private static final Set<String> KNOWN =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition");

    /** Those that our policies use; ARNs are compared part by part, which their wildcards here amount to. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringLike", Arns::matches,
            "ArnEquals", Arns::matches,
            "ArnLike", Arns::matches);

    static Statement of(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new AssertionError("an element that this evaluator does not know: " + name + " in " + json);
            }
        });
        return new Statement(json);
    }

    boolean isDeny() {
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new AssertionError("Effect must be Allow or Deny, got: " + effect);
        }
        return effect.equals("Deny");
    }

    boolean fits(Principal principal, Call call) {
        return fitsPrincipal(principal)
                && fitsAction(call.action())
                && fitsResource(call.resource())
                && fitsConditions(call);
    }

    private boolean fitsAction(String action) {
        String asked = action.toLowerCase(Locale.ROOT);
        if (json.has("NotAction")) {
            return texts(json.path("NotAction")).stream()
                    .noneMatch(pattern -> Arns.matches(pattern.toLowerCase(Locale.ROOT), asked));
        }
        return texts(json.path("Action")).stream()
                .anyMatch(pattern -> Arns.matches(pattern.toLowerCase(Locale.ROOT), asked));
    }

    /** Trust policies have no resource: they belong to one. */
    private boolean fitsResource(String resource) {
        if (json.has("NotResource")) {
            return texts(json.path("NotResource")).stream().noneMatch(pattern -> Arns.matches(pattern, resource));
        }
        return !json.has("Resource")
                || texts(json.path("Resource")).stream().anyMatch(pattern -> Arns.matches(pattern, resource));
    }

    /** Identity policies, boundaries and session policies have no principal: they belong to one. */
    private boolean fitsPrincipal(Principal principal) {
        JsonNode named = json.path("Principal");
        if (named.isMissingNode() || named.asText().equals("*")) {
            return true;
        }
        if (principal instanceof Principal.Service service) {
            return texts(named.path("Service")).contains(service.name());
        }
        return principal instanceof Principal.Session session
                && texts(named.path("AWS")).stream()
                        .anyMatch(text -> isMeant(text, session.role().arn()));
    }

    /** An account, by its number or its root, means whoever in it is allowed by its own policies. */
    private static boolean isMeant(String text, String role) {
        return text.equals("*")
                || text.equals(role)
                || text.equals(Arns.account(role))
                || (text.endsWith(":root") && Arns.account(text).equals(Arns.account(role)));
    }

    /** Whether a resource policy means the role itself and not all of its account. */
    boolean namesRole(String role) {
        return texts(json.path("Principal").path("AWS")).contains(role);
    }

    private boolean fitsConditions(Call call) {
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
            BiPredicate<String, String> test = OPERATORS.get(operator.getKey());
            if (test == null) {
                throw new AssertionError("an operator that this evaluator does not know: " + operator.getKey());
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                boolean holds = call.value(key.getKey())
                        .filter(value -> texts(key.getValue()).stream().anyMatch(wanted -> test.test(wanted, value)))
                        .isPresent();
                if (!holds) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
