// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.filter.AttributePath;
import dynamofanout.input.BadInput;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.key.KeyCondition;
import dynamofanout.key.KeyConditionReader;
import dynamofanout.key.KeyOwner;
import dynamofanout.table.Filter;
import dynamofanout.table.QueryCall;
import dynamofanout.table.TableDescription;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request that has been matched with the table's keys.
 *
 * @param condition absent: all items are asked for
 * @param cursor the key attributes that a cursor consists of
 */
record ResolvedQuery(QueryRequest request, Optional<KeyCondition> condition, KeySchema cursor, Projection projection) {
    /** @throws BadInput if the request does not fit the table's keys and indexes */
    static ResolvedQuery of(QueryRequest request, TableDescription table) {
        KeyOwner owner = KeyOwner.of(table, request.index());
        if (request.isConsistent() && owner.isGlobal()) {
            throw new BadInput(
                    "consistentRead",
                    "consistentRead must be left out for " + owner.words()
                            + ": DynamoDB reads global secondary indexes eventually consistent only");
        }
        boolean isQuery = request.keys().isPresent(); // a Scan's filter may use key attributes
        request.filter()
                .filter(filter -> isQuery && filter.asksForKey(owner.key()))
                .ifPresent(filter -> {
                    throw new BadInput(
                            "filter",
                            "filter must not ask for keys of " + owner.words() + " (" + owner.key()
                                    + "): partitionKey and sortKey do");
                });
        Optional<KeyCondition> condition = request.keysObject().map(keys -> new KeyConditionReader(owner).read(keys));
        return new ResolvedQuery(
                request, condition, owner.cursor(), Projection.of(wanted(request, table), owner.cursor()));
    }

    private static List<AttributePath> wanted(QueryRequest request, TableDescription table) {
        if (request.wanted() instanceof Wanted.Unique unique) {
            return List.of(unique.attribute());
        }
        return request.wanted() instanceof Wanted.Keys
                ? table.key().attributes().stream()
                        .map(key -> AttributePath.ofAttribute(key.name()))
                        .toList()
                : request.select();
    }

    QueryCall call(Optional<Slice> from, int most) {
        return new QueryCall(
                request.index(),
                condition.map(KeyCondition::expression),
                request.filter(),
                request.wanted() instanceof Wanted.Count ? Optional.empty() : projection.expression(),
                request.order(),
                request.isConsistent(),
                from,
                most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most));
    }

    /** The key after which the requested page begins. */
    Optional<Slice> start() {
        return request.pageToken().map(token -> PageToken.read(token, binding()));
    }

    String token(Slice lastKey) {
        return PageToken.write(lastKey, binding());
    }

    /**
     * Text that a page token is bound to. It includes everything that decides which items come, in which order and how.
     * It stays the same across versions and spellings.
     */
    private String binding() {
        return String.join(
                "\n",
                request.environment(),
                request.table(),
                request.index().orElse(""),
                condition.map(KeyCondition::json).orElse("all"),
                request.filter().map(ResolvedQuery::filterText).orElse(""),
                request.select().stream().map(AttributePath::text).collect(Collectors.joining(",")),
                request.order().name(),
                wantedText(request.wanted()),
                request.isConsistent() ? "consistent" : "",
                request.format().word());
    }

    private static String filterText(Filter filter) {
        return filter.expression() + " " + new TreeMap<>(filter.names()) + " " + new TreeMap<>(filter.values());
    }

    private static String wantedText(Wanted wanted) {
        if (wanted instanceof Wanted.Unique unique) {
            return "unique " + unique.attribute().text();
        }
        if (wanted instanceof Wanted.Keys) {
            return "keys";
        }
        return wanted instanceof Wanted.Count ? "count" : wanted instanceof Wanted.Head ? "head" : "items";
    }
}
