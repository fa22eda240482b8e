// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

/** A query was valid but could not be answered now. The message is one sentence for the user. */
public final class QueryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryFailed(String sentence) {
        super(sentence);
    }
}
