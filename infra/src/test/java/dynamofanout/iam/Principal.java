// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import java.util.Optional;

/** Who makes a call. */
public sealed interface Principal {
    /** In whose account it is; a service is in none. */
    Optional<String> account();

    /**
     * A role in a session.
     *
     * @param policy that narrows it
     */
    record Session(Role role, Optional<PolicyText> policy) implements Principal {
        @Override
        public Optional<String> account() {
            return Optional.of(Arns.account(role.arn()));
        }
    }

    /** A service of AWS, for example {@code lambda.amazonaws.com}. */
    record Service(String name) implements Principal {
        @Override
        public Optional<String> account() {
            return Optional.empty();
        }
    }
}
