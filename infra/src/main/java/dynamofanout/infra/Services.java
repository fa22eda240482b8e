// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Names the AWS services that our roles trust. */
final class Services {
    private Services() {}

    /** A service as far as it acts for this account, and for nobody else who has it use our role. */
    static PrincipalBase ofThisAccount(Construct construct, String service) {
        return new ServicePrincipal(service)
                .withConditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(construct).getAccount())));
    }
}
