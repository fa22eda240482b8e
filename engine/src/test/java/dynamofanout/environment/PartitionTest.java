// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionTest {
    static List<Region> regions() {
        return Region.regions();
    }

    @ParameterizedTest
    @MethodSource("regions")
    void is_what_the_sdk_says_of_every_region_it_knows(Region region) {
        assertThat(Partition.of(region.id()))
                .isEqualTo(PartitionMetadata.of(region).id());
    }

    @Test
    void is_the_commercial_one_for_a_region_that_nobody_knows_yet() {
        assertThat(Partition.of("eu-central-7")).isEqualTo("aws");
    }
}
