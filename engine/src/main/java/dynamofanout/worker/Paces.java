// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.pace.Pace;

/** The paces of one worker, which it asks before each call. The limits that it found also apply to its next segment. */
record Paces(Pace sourceReads, Pace targetReads, Pace targetWrites) {}
