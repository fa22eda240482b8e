package dynamofanout.launcher.console;

/** The user's yes to a plan. */
@FunctionalInterface
public interface Consent {
    /**
     * Returns when the user has agreed.
     *
     * @throws dynamofanout.input.BadInput when there is no yes
     */
    void require();
}
