// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

/** Asks the user to agree to a plan. */
@FunctionalInterface
public interface Consent {
    /**
     * Returns when the user has agreed.
     *
     * @throws dynamofanout.input.BadInput when there is no yes
     */
    void require();
}
