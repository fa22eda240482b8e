// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.environment.TablePattern;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lists the tables of an environment and describes each.
 *
 * @param atOnce tables that are described at a time
 */
record TableListing(OpenAccount account, RetryingReads retries, long endNanos, int atOnce) {
    /** @throws CallFailed if names cannot be had */
    List<TableLook> of(Optional<String> pattern) {
        List<String> names = retries.ask(endNanos, account::names).stream()
                .filter(name -> pattern.map(wanted -> TablePattern.matches(wanted, name))
                        .orElse(true))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<TableLook>> looks = new ArrayList<>();
            names.forEach(name -> looks.add(threads.submit(() -> look(name))));
            List<TableLook> tables = new ArrayList<>();
            for (Future<TableLook> look : looks) {
                tables.add(look.get());
            }
            return tables;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at tables", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private TableLook look(String name) {
        try {
            return new TableLook(
                    name,
                    Optional.of(retries.ask(
                            endNanos, () -> account.tables().table(name).describe())),
                    "");
        } catch (CallFailed failure) {
            String why = failure.code().startsWith("AccessDenied")
                    ? "no permission for dynamodb:DescribeTable"
                    : failure.code().equals("ResourceNotFoundException") ? "does not exist" : failure.reason();
            return new TableLook(name, Optional.empty(), why);
        }
    }
}
