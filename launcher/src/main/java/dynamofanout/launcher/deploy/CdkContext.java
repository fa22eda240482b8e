// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Collects the settings for the CDK app from {@code cdk.json} files and the command line. The command line wins. */
final class CdkContext {
    private static final JsonMapper JSON = new JsonMapper();

    private CdkContext() {}

    /**
     * @param files later ones win; those that are not there are left out
     * @throws BadInput naming the file that is wrong
     */
    static ObjectNode read(List<Path> files, Map<String, String> given) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                context.setAll(of(file));
            }
        }
        given.forEach(context::put);
        return context;
    }

    private static ObjectNode of(Path file) {
        try {
            JsonNode context = JSON.readTree(file.toFile()).path("context");
            if (context instanceof ObjectNode object) {
                return object;
            }
            if (context.isMissingNode()) {
                return JsonNodeFactory.instance.objectNode();
            }
            throw new BadInput("context in " + file + " must be an object, for example {\"keepDays\": 30}");
        } catch (JsonProcessingException wrong) {
            throw new BadInput(file + " must be JSON: " + wrong.getOriginalMessage());
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e);
        }
    }
}
