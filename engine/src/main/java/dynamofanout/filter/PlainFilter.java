// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import dynamofanout.input.InputObject;
import dynamofanout.table.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a filter as people write it: {@code status = OPEN and (total > 17 or not exists paidAt)}. {@code not} binds
 * most tightly, then {@code and}, then {@code or}. Values in quotes are strings. true, false and null have their usual
 * meaning. A value that looks like a number is a number. With {@code =}, {@code <>}, {@code in} and {@code contains} it
 * also matches a string that looks the same. All other values are strings. {@code docs/reference.md} has the whole
 * grammar.
 */
public final class PlainFilter {
    /**
     * Far more than anybody nests by hand. It keeps a request with a thousand parentheses from exhausting the stack.
     */
    private static final int DEEPEST = 50;

    private final FilterText text;
    private final Conditions conditions;
    private int depth;

    private PlainFilter(FilterText text, Placeholders placeholders) {
        this.text = text;
        this.conditions = new Conditions(text, placeholders);
    }

    /**
     * Reads a filter in plain form.
     *
     * @param field for messages
     * @throws dynamofanout.input.BadInput if it is not a filter; the sentence says what was expected where
     */
    public static Filter parse(String field, String text) {
        var placeholders = new Placeholders();
        String expression = new PlainFilter(new FilterText(field, text), placeholders).whole();
        return new Filter(expression, placeholders.names(), placeholders.values());
    }

    /** Reads a request's field {@code filter}: plain text, or an object with an expression. */
    public static Optional<Filter> read(InputObject request) {
        return request.optionalNode("filter")
                .map(given -> given.isTextual()
                        ? parse("filter", request.string("filter"))
                        : Filter.read(request.object("filter")));
    }

    private String whole() {
        Clause whole = or();
        if (!text.isAtEnd()) {
            throw text.expected("\"and\", \"or\" or its end", " (a value with blanks or signs stands in quotes)");
        }
        return whole.text();
    }

    private Clause or() {
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(and());
        } while (text.has(Signs.OR));
        return Clause.or(clauses);
    }

    private Clause and() {
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(not());
        } while (text.has(Signs.AND));
        return Clause.and(clauses);
    }

    private Clause not() {
        if (text.has(Signs.NOT)) {
            return Clause.not(deeper(this::not));
        }
        if (text.has(Signs.OPEN)) {
            Clause inner = deeper(this::or);
            if (!text.has(Signs.CLOSE)) {
                throw text.expected("\"and\", \"or\" or \")\"", " (a value with blanks or signs stands in quotes)");
            }
            return inner;
        }
        return conditions.next();
    }

    private Clause deeper(Supplier<Clause> inner) {
        if (depth == DEEPEST) {
            throw text.expected("at most " + DEEPEST + " conditions within one another");
        }
        depth++;
        Clause clause = inner.get();
        depth--;
        return clause;
    }
}
