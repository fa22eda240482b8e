// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

/** Thrown when the run store cannot be read or written. What it held before is unchanged. The message is a sentence. */
public final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private boolean isOfOneRun;

    /** What is stored of one run cannot be used (any more); others may well be. */
    public static StoreFailed ofOneRun(String sentence) {
        var failed = new StoreFailed(sentence);
        failed.isOfOneRun = true;
        return failed;
    }

    /** The same. */
    public static StoreFailed ofOneRun(String sentence, Throwable cause) {
        var failed = new StoreFailed(sentence, cause);
        failed.isOfOneRun = true;
        return failed;
    }

    /** Whether what is stored of one run is the reason: it is damaged, a newer version's, or has outlived its time. */
    public boolean isOfOneRun() {
        return isOfOneRun;
    }

    public StoreFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public StoreFailed(String sentence) {
        super(sentence);
    }
}
