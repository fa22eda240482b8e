// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.Plan;
import java.util.Optional;

/** Decides whether a plan needs the user's agreement, and asks for it. A cheap comparison needs none. */
public final class PlanAgreement {
    private static final double CHEAP_DOLLARS = 1;

    private PlanAgreement() {}

    /** Asks for agreement, if the plan needs any. */
    public static void require(CopyRequest request, Plan plan, Consent consent, Printer printer) {
        require(request.mode(), plan.estimate().dollars(), consent, printer);
    }

    /**
     * The same for several plans at once.
     *
     * @param dollars of all of them; absent where a price is not known
     */
    public static void require(Mode mode, Optional<Double> dollars, Consent consent, Printer printer) {
        boolean isCheap = dollars.filter(sum -> sum < CHEAP_DOLLARS).isPresent();
        if (mode == Mode.COMPARE && isCheap) {
            printer.line(
                    "A comparison writes nothing and this one costs less than a dollar: it starts without a question.");
            return;
        }
        consent.require();
    }
}
