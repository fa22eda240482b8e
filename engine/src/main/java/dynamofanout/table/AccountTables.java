// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.item.ItemJson;
import dynamofanout.item.JsonStrings;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists and opens the tables of one account and Region. All calls throw {@link CallFailed}. Thread-safe. */
public final class AccountTables {
    private static final int PAGE = 100;

    private final TableClient client;

    AccountTables(TableClient client) {
        this.client = client;
    }

    /**
     * ListTables: the names in alphabetical order.
     *
     * @param mostCalls most calls; each returns up to 100 names
     */
    public List<String> names(int mostCalls) {
        List<String> names = new ArrayList<>();
        Optional<String> last = Optional.empty();
        int calls = 0;
        do {
            Names page = client.call("ListTables", body(last), AccountTables::read);
            names.addAll(page.names());
            last = page.last();
            calls++;
        } while (last.isPresent() && calls < mostCalls);
        return names;
    }

    /** One of the tables, by its name. */
    public ItemTable table(String name) {
        return new ItemTable(client, name);
    }

    private record Names(List<String> names, Optional<String> last) {}

    private static Body body(Optional<String> after) {
        return new Body()
                .add("{\"Limit\":" + PAGE
                        + after.map(name -> ",\"ExclusiveStartTableName\":" + JsonStrings.quoted(name))
                                .orElse("")
                        + "}");
    }

    private static Names read(Slice answer) {
        try {
            JsonNode tree = ItemJson.mapper().readTree(answer.bytes(), answer.from(), answer.length());
            List<String> names = new ArrayList<>();
            tree.path("TableNames").forEach(name -> names.add(name.asText()));
            return new Names(
                    names,
                    Optional.ofNullable(tree.path("LastEvaluatedTableName").textValue()));
        } catch (IOException e) {
            throw new MalformedJson("ListTables was answered with no JSON", 0);
        }
    }
}
