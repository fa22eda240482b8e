// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;

/**
 * A request to copy several tables, with one run for each.
 *
 * @param tables which ones, and their names in the target
 * @param tablesAtOnce 1 to {@value #MOST_AT_ONCE}
 * @param skipRefused whether tables that cannot be copied are left out; otherwise one such table prevents the whole set
 * @param each the request for every table, with {@value #ANY} as its tables; its {@code maxCost} is for all of them
 *     together
 */
public record SetRequest(TableSelection tables, int tablesAtOnce, boolean skipRefused, CopyRequest each)
        implements Request {
    public static final int DEFAULT_AT_ONCE = 4;
    public static final int MOST_AT_ONCE = 100;

    private static final String ANY = "*";

    /** Whether a request is for a set: it says so by what only sets have, or by several tables. */
    static boolean isMeant(InputObject request) {
        JsonNode table = request.node().path("source").path("table");
        return table.isArray()
                || (table.isTextual() && table.textValue().contains(ANY))
                || request.has("except")
                || request.has("tablesAtOnce")
                || request.has("skipRefused");
    }

    static SetRequest read(InputObject request) {
        requireWholeTables(request);
        int atOnce = request.optionalInteger("tablesAtOnce", 1, MOST_AT_ONCE).orElse(DEFAULT_AT_ONCE);
        boolean skipRefused = request.flag("skipRefused");
        TableSelection tables = TableSelection.read(request);
        ObjectNode each = request.node().deepCopy();
        each.remove("except");
        each.remove("tablesAtOnce");
        each.remove("skipRefused");
        each.withObject("/source").put("table", ANY);
        each.withObject("/target").remove("table");
        return new SetRequest(tables, atOnce, skipRefused, CopyRequest.read(request.of(each)));
    }

    private static void requireWholeTables(InputObject request) {
        for (String field : new String[] {"select", "filter", "segments"}) {
            if (request.has(field)) {
                throw new BadInput(
                        field,
                        field + " must be left out for a set of tables: it fits one table only, so copy that one by"
                                + " itself");
            }
        }
    }

    public String sourceEnvironment() {
        return each.source().environment();
    }

    public String targetEnvironment() {
        return each.target().environment();
    }

    /** The request of the run for one table, with ceilings and limits of its own. */
    public CopyRequest of(String table, String target, Ceilings ceilings, Limits limits) {
        ObjectNode json = each.json();
        json.set("source", new TableRequest(sourceEnvironment(), table).json());
        json.set("target", new TableRequest(targetEnvironment(), target).json());
        json.remove("ceilings");
        Request.writeCeilings(ceilings, json);
        json.remove("maxCost");
        limits.writeTo(json);
        return CopyRequest.read(InputObject.of("the request of the set", json));
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = each.json();
        tables.writeTo(json);
        json.put("tablesAtOnce", tablesAtOnce);
        if (skipRefused) {
            json.put("skipRefused", true);
        }
        return json;
    }
}
