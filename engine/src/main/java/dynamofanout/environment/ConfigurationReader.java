// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of {@code fanout.json} field by field. */
final class ConfigurationReader {
    /** AWS sets no upper bound for an account's concurrent executions. A larger number is a typing error. */
    private static final int MOST_CONCURRENCY = 10_000;

    private final String what;
    private final InputObject file;

    ConfigurationReader(String what, InputObject file) {
        this.what = what;
        this.file = file;
    }

    Configuration read() {
        Optional<Home> home = file.optionalObject("home").map(ConfigurationReader::home);
        Map<String, Environment> environments = new LinkedHashMap<>();
        file.objects("environments").forEach((name, object) -> environments.put(name, environment(name, object)));
        List<Schedule> schedules = Schedule.readList(file);
        file.end();
        return new Configuration(home, environments, schedules, Optional.of(what));
    }

    private static Home home(InputObject object) {
        Home home = new Home(
                FieldPattern.ACCOUNT.read(object, "account"),
                FieldPattern.REGION.read(object, "region"),
                object.optionalString("profile"),
                FieldPattern.PREFIX.readOptional(object, "prefix").orElse(DeploymentNames.USUAL_PREFIX),
                FieldPattern.TOPIC_ARN.readOptional(object, "alarmTopic"),
                object.optionalInteger("reservedConcurrency", 1, MOST_CONCURRENCY),
                object.flag("functionUrl"));
        object.end();
        return home;
    }

    private Environment environment(String name, InputObject object) {
        FieldPattern.NAME.require("the name of an environment", name);
        Environment environment = new Environment(
                name,
                FieldPattern.ACCOUNT.read(object, "account"),
                FieldPattern.REGION.read(object, "region"),
                object.optionalString("profile"),
                FieldPattern.ROLE_ARN.readOptional(object, "roleArn"),
                FieldPattern.ROLE_ARN.readOptional(object, "readRoleArn"),
                FieldPattern.EXTERNAL_ID.readOptional(object, "externalId"),
                object.flag("protected"),
                tables(name, object),
                CopyTarget.readList(object, "copyTo"),
                FieldPattern.CALLER.readList(object, "queryCallers").orElse(List.of()),
                FieldPattern.KEY_ARN.readList(object, "kmsKeys").orElse(List.of()),
                object.optionalObject("create").map(CreateSettings::read));
        object.end();
        return environment;
    }

    private List<String> tables(String name, InputObject object) {
        List<String> tables = FieldPattern.TABLES.readList(object, "tables").orElseThrow(() -> {
            String field = "environments." + name + ".tables";
            return new BadInput(
                    field, "field \"" + field + "\" is missing in " + what + "; [\"*\"] allows every table");
        });
        if (tables.isEmpty()) {
            throw object.wrong("tables", "a list of at least one table ([\"*\"] allows every table)");
        }
        return tables;
    }
}
