// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Partition;
import dynamofanout.input.BadInput;

/**
 * Refuses settings that AWS would only refuse in the middle of a deployment: roles and alarms cannot cross certain
 * borders.
 */
record Borders(Configuration written) {
    void refuse() {
        Home home = written.home().orElseThrow();
        String partition = Partition.of(home.region());
        for (Environment environment : written.environments().values()) {
            String own = Partition.of(environment.region());
            if (!own.equals(partition)) {
                throw new BadInput(
                        "environments." + environment.name() + ".region",
                        "environments." + environment.name() + ".region must lie in the home's partition (" + partition
                                + ", as " + home.region() + "), since no role can be assumed across partitions, got: \""
                                + environment.region() + "\" (" + own + ")");
            }
        }
        home.alarmTopic().ifPresent(topic -> {
            String[] parts = topic.split(":", -1);
            if (!parts[1].equals(partition) || !parts[3].equals(home.region())) {
                throw new BadInput(
                        "home.alarmTopic",
                        "home.alarmTopic must be in the home's Region (" + home.region()
                                + "), since alarms reach no other, got: \"" + topic + "\"");
            }
        });
    }
}
