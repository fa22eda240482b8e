// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a FilterExpression. It gets parentheses only where they are needed, because DynamoDB refuses redundant
 * ones.
 */
record Clause(String text, Kind kind) {
    /** Kinds of clauses, from the tightest binding to the loosest. */
    enum Kind {
        CONDITION,
        NOT,
        AND,
        OR
    }

    static Clause condition(String text) {
        return new Clause(text, Kind.CONDITION);
    }

    static Clause not(Clause clause) {
        return new Clause("NOT " + within(Kind.CONDITION, clause), Kind.NOT);
    }

    static Clause and(List<Clause> clauses) {
        return join(Kind.AND, clauses);
    }

    static Clause or(List<Clause> clauses) {
        return join(Kind.OR, clauses);
    }

    private static Clause join(Kind kind, List<Clause> clauses) {
        if (clauses.size() == 1) {
            return clauses.get(0);
        }
        List<String> texts = new ArrayList<>();
        clauses.forEach(clause -> texts.add(within(kind, clause)));
        return new Clause(String.join(" " + kind + " ", texts), kind);
    }

    private static String within(Kind outer, Clause clause) {
        return clause.kind.compareTo(outer) > 0 ? "(" + clause.text + ")" : clause.text;
    }
}
