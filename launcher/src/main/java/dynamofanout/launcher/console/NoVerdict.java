// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

/** A run was started, but its outcome is not known. The message is one sentence for the user. */
public final class NoVerdict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoVerdict(String sentence) {
        super(sentence);
    }

    public NoVerdict(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
