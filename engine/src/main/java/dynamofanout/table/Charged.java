package dynamofanout.table;

/** An answer of a read that is charged for. */
public interface Charged {
    /** Read units that the service charged; 0 if it did not say. */
    double units();
}
