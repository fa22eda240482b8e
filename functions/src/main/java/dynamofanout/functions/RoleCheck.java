// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableUse;
import dynamofanout.table.CallFailed;
import dynamofanout.table.KeyDenial;
import dynamofanout.table.OpenTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.table.TableOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks for {@code fanout doctor} whether the role of each environment can be assumed and can read an item of its
 * tables. Only tables that are listed by their full name can be checked. If an environment only lists patterns, the
 * check ends with assuming the role.
 */
final class RoleCheck {
    private final Configuration configuration;
    private final TableOpener opener;

    RoleCheck(Configuration configuration, TableOpener opener) {
        this.configuration = configuration;
        this.opener = opener;
    }

    /** {@code {"environments": [{"environment", "ok", "sentence", "writes"?: role, "roleWorks"?}]}} */
    ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode environments = answer.putArray("environments");
        configuration.environments().values().forEach(environment -> check(environment, environments.addObject()));
        return answer;
    }

    /** The role is to blame only if access is denied. */
    private static String sentence(String role, String table, CallFailed failure) {
        if (failure.code().equals("ResourceNotFoundException")) {
            return role + " can be assumed, but " + table + ", which fanout.json lists, does not exist";
        }
        return KeyDenial.sentence(table, failure).orElseGet(() -> role + " cannot be used: " + failure.getMessage());
    }

    /** Reads an item, because describing the table would not show whether its KMS key may be used. */
    private static void readOne(OpenTable table) {
        table.items().describe();
        table.items().scan(new ScanRange(0, 1), ReadOptions.PLAIN, Optional.empty(), 1);
    }

    /** Whether the table exists. If tables may be created in the environment, a listed table may not exist yet. */
    private static boolean isThere(Environment environment, OpenTable table) {
        return environment.create().isEmpty() || table.items().setup().find().isPresent();
    }

    private void check(Environment environment, ObjectNode found) {
        List<String> whole = environment.tables().stream()
                .filter(table -> !table.contains("*"))
                .toList();
        String role = environment.readRoleArn().or(environment::roleArn).orElse("the functions' own role");
        List<String> read = new ArrayList<>();
        String writing = "";
        String looking = "";
        found.put("environment", environment.name());
        try {
            for (String table : whole) {
                OpenTable opened = opener.open(environment.name(), table, TableUse.READ);
                looking = opened.words();
                if (isThere(environment, opened)) {
                    readOne(opened);
                    read.add(table);
                }
            }
            if (whole.isEmpty()) {
                OpenTable any = opener.open(environment.name(), "any", TableUse.READ);
                any.access().credentials().resolveCredentials();
            }
            if (!environment.roleArn().equals(environment.readRoleArn())) {
                OpenTable any = opener.open(environment.name(), "any", TableUse.WRITE);
                any.access().credentials().resolveCredentials();
                String writer = environment.roleArn().orElseThrow();
                writing = ", and " + writer + " too, to write"
                        + (environment.create().isPresent() ? " and to create tables" : "");
                found.put("writes", writer);
            }
            found.put("ok", true)
                    .put(
                            "sentence",
                            role + " can be assumed" + (read.isEmpty() ? "" : " and reads " + String.join(", ", read))
                                    + writing);
        } catch (CallFailed failure) {
            boolean isTableMissing = failure.code().equals("ResourceNotFoundException");
            found.put("ok", false).put("roleWorks", isTableMissing).put("sentence", sentence(role, looking, failure));
        } catch (CredentialFailure failure) {
            found.put("ok", false).put("sentence", role + " cannot be used: " + failure.getMessage());
        }
    }
}
