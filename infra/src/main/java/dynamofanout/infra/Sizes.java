package dynamofanout.infra;

/**
 * How much of everything.
 *
 * @param memoryMb of each function; 1,769 MB are one processor
 * @param mostWorkers segment functions that a run may have at a time
 * @param keepDays how long the run table keeps what nobody touches
 * @param logDays how long logs are kept; one of the numbers that CloudWatch knows
 */
public record Sizes(int memoryMb, int mostWorkers, int keepDays, int logDays) {
    public static final Sizes DEFAULT = new Sizes(512, 100, 90, 90);
}
