// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.util.List;
import java.util.Set;

/**
 * Thrown when a call to a table fails. The engine decides what to do by {@link #kind}. The client itself never retries.
 * The message has the service's code and words, never item contents.
 */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** DynamoDB's own code, and the one of endpoints that have no code for it. */
    private static final Set<String> UNKNOWN_OPERATION =
            Set.of("UnknownOperationException", "HTTP 404", ErrorAnswer.NOT_IMPLEMENTED);

    /**
     * One backup of a table is made at a time, and as many tables, indexes and backups as the account may (50 backups, 500
     * tables by default).
     */
    private static final Set<String> IN_THE_WAY = Set.of(
            "BackupInUseException",
            "ContinuousBackupsUnavailableException",
            "LimitExceededException",
            "ResourceInUseException",
            "TableInUseException");

    /** What a failure means for whoever called. */
    public enum Kind {
        /** The call was too fast and nothing was done. Retry more slowly. */
        THROTTLED,
        /** The network or the service failed. It is unknown whether the call was carried out. Retry. */
        TRANSIENT,
        /** The service will never accept this request. For a batch, one of its items is the cause. */
        REJECTED,
        /** Credentials, permissions, the table or its KMS key are the cause. All other segments will fail too. */
        DENIED,
        /** The call was not sent, because the worker's lease would have ended before it. */
        NOT_SENT
    }

    /**
     * Why a call was throttled, as the service names it.
     *
     * @param reason for example {@code TableWriteProvisionedThroughputExceeded}
     * @param resource ARN of the table or index
     */
    public record ThrottlingReason(String reason, String resource) {
        /** Whether the throttling concerns one hot partition rather than the table or the account. */
        public boolean isOfOnePartition() {
            return reason.contains("KeyRange");
        }
    }

    private final Kind kind;
    private final String code;
    private final String said;
    private final String reason;
    private final transient List<ThrottlingReason> reasons;

    /**
     * A failure on the way to the service.
     *
     * @param reason for people, without the operation
     */
    CallFailed(Kind kind, String code, String message, String reason, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.said = message;
        this.reason = reason;
        this.reasons = List.of();
    }

    /** An error answer of the service. */
    CallFailed(Kind kind, String operation, String code, String said, List<ThrottlingReason> reasons) {
        super(operation + " was answered with " + code + (said.isEmpty() ? "" : ": " + said));
        this.kind = kind;
        this.code = code;
        this.said = said;
        this.reason = reason(code, said);
        this.reasons = List.copyOf(reasons);
    }

    CallFailed(Kind kind, String code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.said = message;
        this.reason = message;
        this.reasons = List.of();
    }

    /** A call that was answered but did nothing because capacity was missing. */
    public static CallFailed throttled(String message) {
        return new CallFailed(Kind.THROTTLED, "Unprocessed", message);
    }

    public Kind kind() {
        return kind;
    }

    /**
     * The service's error code, or this client's own word for what happened ({@code TimedOut}, {@code Truncated} …).
     */
    public String code() {
        return code;
    }

    /** Whether a conditional write was not carried out because its condition was false. */
    public boolean isFailedCondition() {
        return code.equals("ConditionalCheckFailedException");
    }

    /** Whether the table does not exist, or not yet. */
    public boolean isTableMissing() {
        return code.equals("ResourceNotFoundException");
    }

    /** Whether the same call may succeed a little later: it was too fast, or something broke for a moment. */
    public boolean mayPass() {
        return kind == Kind.THROTTLED || (kind == Kind.TRANSIENT && !isUnknownOperation());
    }

    /** The same of a call that changes, restores or backs up a table: others may also be in the way. */
    public boolean mayPassForTable() {
        return mayPass() || IN_THE_WAY.contains(code);
    }

    /** Whether the endpoint does not know the operation at all, as some that are not AWS's. */
    public boolean isUnknownOperation() {
        return UNKNOWN_OPERATION.contains(code);
    }

    /** The reason for people: what the service said, or what failed on the way to it. */
    public String reason() {
        return reason;
    }

    /** The service's own words. */
    public String said() {
        return said;
    }

    private static String reason(String code, String said) {
        if (!said.isEmpty()) {
            return said + " (" + code + ")";
        }
        return code.startsWith("HTTP ")
                ? "something in between answered with " + code + " instead of DynamoDB (a proxy, a sign-in page?)"
                : code;
    }

    /** Reasons for throttling. Empty if the service did not name any. */
    public List<ThrottlingReason> reasons() {
        return reasons;
    }
}
