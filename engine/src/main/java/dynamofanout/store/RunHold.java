// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

/** This process's right to carry out a run. It ends when it is closed or the process dies. */
@FunctionalInterface
public interface RunHold extends AutoCloseable {
    @Override
    void close();
}
