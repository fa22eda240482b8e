package dynamofanout.infra;

/** Classes that Lambda calls. */
final class Handlers {
    static final String PLAN = "dynamofanout.plan.PlanHandler";
    static final String SEGMENT = "dynamofanout.worker.SegmentHandler";
    static final String FINISH = "dynamofanout.finish.FinishHandler";

    private Handlers() {}
}
