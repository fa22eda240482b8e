package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableUse;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableOpener;
import java.util.List;

/**
 * For {@code fanout doctor}: whether the role of each environment can be assumed and reads its tables. Only tables that
 * are listed by their whole name can be looked at; where there are patterns alone, assuming the role must do.
 */
final class RoleCheck {
    private final Configuration configuration;
    private final TableOpener opener;

    RoleCheck(Configuration configuration, TableOpener opener) {
        this.configuration = configuration;
        this.opener = opener;
    }

    /** {@code {"environments": [{"environment", "ok", "sentence"}]}} */
    ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode environments = answer.putArray("environments");
        configuration.environments().values().forEach(environment -> check(environment, environments.addObject()));
        return answer;
    }

    private void check(Environment environment, ObjectNode found) {
        List<String> whole = environment.tables().stream()
                .filter(table -> !table.contains("*"))
                .toList();
        String role = environment.roleArn().orElse("the functions' own role");
        found.put("environment", environment.name());
        try {
            for (String table : whole) {
                opener.open(environment.name(), table, TableUse.READ).items().describe();
            }
            if (whole.isEmpty()) {
                OpenTable any = opener.open(environment.name(), "any", TableUse.READ);
                any.access().credentials().resolveCredentials();
            }
            found.put("ok", true)
                    .put(
                            "sentence",
                            role + " can be assumed"
                                    + (whole.isEmpty() ? "" : " and reads " + String.join(", ", whole)));
        } catch (CallFailed | CredentialFailure failure) {
            found.put("ok", false).put("sentence", role + " cannot be used: " + failure.getMessage());
        }
    }
}
