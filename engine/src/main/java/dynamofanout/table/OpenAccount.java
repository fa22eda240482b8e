// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.environment.Access;
import dynamofanout.environment.Environment;
import java.util.List;
import java.util.Optional;

/** The tables of one environment, opened for calls. */
public record OpenAccount(Access access, AccountTables tables) implements AutoCloseable {
    /** 100,000 tables: far more than any account has. */
    private static final int MOST_CALLS = 1_000;

    /**
     * Names of the tables that fanout.json allows, in alphabetical order. If fanout.json names all tables of the
     * environment in full, no permission to list tables is needed.
     *
     * @throws CallFailed if they cannot be listed
     */
    public List<String> names() {
        Optional<Environment> configured = access.configured();
        return configured
                .map(Environment::tables)
                .filter(named -> named.stream().noneMatch(table -> table.contains("*")))
                .orElseGet(() -> tables.names(MOST_CALLS))
                .stream()
                .filter(name -> configured.map(own -> own.lists(name)).orElse(true))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        access.close();
    }
}
