// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

/** A call into the home account failed. The message is one sentence for the user, with the remedy. */
public final class HomeFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    private HomeFailed(String sentence, boolean mayPass, Throwable cause) {
        super(sentence, cause);
        this.mayPass = mayPass;
    }

    /** The same will fail again. */
    public static HomeFailed forGood(String sentence, Throwable cause) {
        return new HomeFailed(sentence, false, cause);
    }

    /** The same may work in a moment. */
    public static HomeFailed forNow(String sentence, Throwable cause) {
        return new HomeFailed(sentence, true, cause);
    }

    public boolean mayPass() {
        return mayPass;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
