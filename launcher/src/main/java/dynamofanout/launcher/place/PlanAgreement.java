package dynamofanout.launcher.place;

import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.console.Printer;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.run.Plan;

/** The user's agreement to a plan. A comparison writes nothing, so a cheap one needs none. */
public final class PlanAgreement {
    private static final double CHEAP_DOLLARS = 1;

    private PlanAgreement() {}

    /** Asks, where there is something to agree to. */
    public static void require(CopyRequest request, Plan plan, Consent consent, Printer printer) {
        boolean isCheap =
                plan.estimate().dollars().filter(sum -> sum < CHEAP_DOLLARS).isPresent();
        if (request.mode() == Mode.COMPARE && isCheap) {
            printer.line(
                    "A comparison writes nothing and this one costs less than a dollar: it starts without a question.");
            return;
        }
        consent.require();
    }
}
