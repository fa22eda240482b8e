// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import java.util.List;
import java.util.Optional;

/**
 * A role.
 *
 * @param trust who may assume it
 * @param policies inline and attached ones
 * @param boundary that its policies cannot pass
 */
public record Role(String arn, PolicyText trust, List<PolicyText> policies, Optional<PolicyText> boundary) {
    public Role {
        policies = List.copyOf(policies);
    }

    public Role within(PolicyText newBoundary) {
        return new Role(arn, trust, policies, Optional.of(newBoundary));
    }
}
