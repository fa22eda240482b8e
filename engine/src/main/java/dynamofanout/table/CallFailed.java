package dynamofanout.table;

import java.util.List;
import java.util.Set;

/**
 * A call to a table did not succeed. The engine decides what to do by {@link #kind}; the client itself never tries
 * again. The message holds the service's code and words, never item contents.
 */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** DynamoDB's own word, and what endpoints answer that have no words for it. */
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
        /** Too fast: nothing was done; go slower and try again. */
        THROTTLED,
        /** Something in between broke, or the service did; whether the call was carried out is unknown: try again. */
        TRANSIENT,
        /** The service will never take this request as it is; for a batch, one of its items is the cause. */
        REJECTED,
        /** Credentials, permission, table or key of encryption: no other segment will fare better. */
        DENIED,
        /** Not sent, since the worker's lease would have ended before the call. */
        NOT_SENT
    }

    /**
     * Why a call was throttled, as the service names it.
     *
     * @param reason for example {@code TableWriteProvisionedThroughputExceeded}
     * @param resource ARN of the table or index
     */
    public record ThrottlingReason(String reason, String resource) {
        /** Whether one hot partition is meant, not the table or the account. */
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
     * What went wrong on the way.
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

    /** An answer of the service. */
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

    /** A call that was answered, but did nothing for lack of capacity. */
    public static CallFailed throttled(String message) {
        return new CallFailed(Kind.THROTTLED, "Unprocessed", message);
    }

    public Kind kind() {
        return kind;
    }

    /** The service's error code, or this client's own word for what it saw ({@code TimedOut}, {@code Truncated} …). */
    public String code() {
        return code;
    }

    /** Whether a write was not done because its condition did not hold. */
    public boolean isFailedCondition() {
        return code.equals("ConditionalCheckFailedException");
    }

    /** Whether there is no such table, or not yet. */
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

    /** Why, for people: what the service said, or what went wrong on the way to it. */
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

    /** Empty when the service did not say. */
    public List<ThrottlingReason> reasons() {
        return reasons;
    }
}
