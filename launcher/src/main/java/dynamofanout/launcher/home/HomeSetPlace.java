package dynamofanout.launcher.home;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Consent;
import dynamofanout.launcher.place.AfterStart;
import dynamofanout.launcher.place.SetPlace;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.ResumeRequest;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.TableSet;
import java.util.Optional;

/** The home account carries out single runs only. */
record HomeSetPlace() implements SetPlace {
    @Override
    public int copy(SetRequest request, Optional<RunId> wanted, Consent consent, AfterStart after) {
        throw refusal();
    }

    @Override
    public int replay(
            ReplayRequest request, TableSet original, Optional<RunId> wanted, Consent consent, AfterStart after) {
        throw refusal();
    }

    @Override
    public int resume(ResumeRequest request, TableSet set, AfterStart after) {
        throw refusal();
    }

    @Override
    public boolean isGoingOn(TableSet set) {
        return false;
    }

    @Override
    public boolean awaitEnd(TableSet set) {
        return true;
    }

    @Override
    public void stop(TableSet set, String reason) {
        throw refusal();
    }

    @Override
    public TableSet limit(TableSet set, CeilingsChange change) {
        throw refusal();
    }

    private static BadInput refusal() {
        return new BadInput(
                "source.table",
                "source.table must be one table for a run on AWS: add --local to copy a set of tables from this"
                        + " machine, or copy them one by one");
    }
}
