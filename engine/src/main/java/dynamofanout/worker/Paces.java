package dynamofanout.worker;

import dynamofanout.pace.Pace;

/** What one worker asks before it calls: found limits hold for its next segment too. */
record Paces(Pace sourceReads, Pace targetReads, Pace targetWrites) {}
