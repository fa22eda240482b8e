// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;

/**
 * The holder of the lock on a target.
 *
 * @param execution name of the execution that carries the run out
 */
public record LockHolder(RunId run, String execution) {}
