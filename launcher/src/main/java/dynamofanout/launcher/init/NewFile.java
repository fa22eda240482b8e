// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import java.util.List;
import java.util.Optional;

/**
 * The content of a new {@code fanout.json}.
 *
 * @param home whose account does the work of copies on AWS
 */
record NewFile(List<Chosen> environments, Optional<FoundProfile> home) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What becomes of a profile.
     *
     * @param isProduction never written to, and its data go only where {@code copyTo} says
     */
    record Chosen(FoundProfile profile, boolean isProduction, List<String> tables, List<String> copyTo) {}

    /**
     * The file's text, which the strict reader has read.
     *
     * @throws dynamofanout.input.BadInput naming the field that is wrong
     */
    String text() {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        home.ifPresent(profile -> place(file.putObject("home"), profile));
        ObjectNode all = file.putObject("environments");
        for (Chosen chosen : environments) {
            ObjectNode environment = all.putObject(chosen.profile().environment());
            place(environment, chosen.profile());
            if (chosen.isProduction()) {
                environment.put("protected", true);
            }
            chosen.tables().forEach(environment.withArray("tables")::add);
            if (chosen.isProduction()) {
                chosen.copyTo().forEach(environment.putArray("copyTo")::add);
            }
        }
        String text = pretty(file);
        Configuration.parse("fanout.json", text);
        return text;
    }

    private static void place(ObjectNode node, FoundProfile profile) {
        node.put("account", profile.account().orElseThrow())
                .put("region", profile.region())
                .put("profile", profile.name());
    }

    private static String pretty(ObjectNode file) {
        try {
            var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            return JSON.writer(printer).writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
