// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.constructs.IConstruct;

/**
 * The findings of cdk-nag that we accept. Each has a reason, which is also in the template, where reviewers see it.
 */
final class Accepted {
    private Accepted() {}

    /** @param pattern regular expression of the wildcards that are meant, so that no other one passes with them */
    static void wildcard(IConstruct construct, String pattern, String reason) {
        accept(
                construct,
                NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .appliesTo(List.of(Map.of("regex", "/" + pattern + "/")))
                        .reason(reason)
                        .build());
    }

    static void rule(IConstruct construct, String id, String reason) {
        accept(construct, NagPackSuppression.builder().id(id).reason(reason).build());
    }

    private static void accept(IConstruct construct, NagPackSuppression suppression) {
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression), true);
    }
}
