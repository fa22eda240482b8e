// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Settings by name. */
final class Deployments {
    static final String HOME = "333333333333";
    static final String PRODUCTION = "111111111111";
    static final String DEVELOPMENT = "222222222222";

    static final String TWO_ACCOUNTS =
            """
            {"home": {"account": "333333333333", "region": "eu-west-1", "profile": "tooling",
                      "alarmTopic": "arn:aws:sns:eu-west-1:333333333333:alarms", "reservedConcurrency": 40},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "profile": "production",
                              "protected": true, "tables": ["Orders", "Customers*"], "copyTo": ["development"]},
               "development": {"account": "222222222222", "region": "eu-central-1", "profile": "development",
                               "tables": ["*"]},
               "guest": {"account": "444444444444", "region": "eu-west-1", "tables": ["Orders"],
                         "roleArn": "arn:aws:iam::444444444444:role/theirs", "externalId": "agreed"}}}
            """;

    private Deployments() {}

    static Settings twoAccounts() {
        return of(TWO_ACCOUNTS);
    }

    static Settings of(String fanoutJson) {
        return new Settings(
                Configuration.parse("fanout.json", fanoutJson),
                new FunctionsCode(anyJar(), fanoutJson),
                Durations.DEFAULT,
                Sizes.DEFAULT,
                false,
                Optional.empty());
    }

    /** A file with the same contents every time, so that the snapshot holds. */
    static Path anyJar() {
        try {
            Path jar = Files.createTempFile("functions", ".jar");
            jar.toFile().deleteOnExit();
            return Files.writeString(jar, "no jar, but a file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
