package dynamofanout.table;

import dynamofanout.environment.Access;

/** The tables of an environment, and the way to them. */
public record OpenAccount(Access access, AccountTables tables) implements AutoCloseable {
    @Override
    public void close() {
        access.close();
    }
}
