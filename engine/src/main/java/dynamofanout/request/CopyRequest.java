// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.filter.PlainFilter;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.table.Filter;
import dynamofanout.table.ReadOptions;
import java.util.Optional;

/**
 * A copy as the user asks for it. Numbers that are absent are chosen by the planner.
 *
 * @param segments 1 to 10,000
 * @param workers 1 to 1,000
 * @param allowConcurrent whether another run may write to the target meanwhile
 * @param select the keys whose items are copied; absent: all items
 */
public record CopyRequest(
        TableRequest source,
        TableRequest target,
        Mode mode,
        Optional<Filter> filter,
        boolean consistentRead,
        Optional<Integer> segments,
        Optional<Integer> workers,
        Ceilings ceilings,
        Limits limits,
        boolean dryRun,
        boolean allowConcurrent,
        Optional<SelectRequest> select,
        Checks checks)
        implements Request {
    /**
     * What is looked at, and made sure, besides.
     *
     * @param verify compare the tables when the copy is done
     * @param skipExpired leave out items whose time to live lies in the past
     * @param backup of the target before anything is written
     * @param keepClearItems whether items that a masked copy's target has in clear may stay there
     * @param create the target, after the source, where there is none
     */
    public record Checks(
            boolean verify, boolean skipExpired, BackupChoice backup, boolean keepClearItems, boolean create) {
        public static final Checks NONE = new Checks(false, false);

        /** Into a target that is there, without clear items that may stay. */
        public Checks(boolean verify, boolean skipExpired, BackupChoice backup) {
            this(verify, skipExpired, backup, false, false);
        }

        /** With a backup where it belongs. */
        public Checks(boolean verify, boolean skipExpired) {
            this(verify, skipExpired, BackupChoice.AUTO);
        }
    }

    public CopyRequest {
        boolean isMirror = mode == Mode.MIRROR;
        if (isMirror && (filter.isPresent() || checks.skipExpired())) {
            String field = filter.isPresent() ? "filter" : "skipExpired";
            throw new BadInput(
                    field,
                    "mirror must have no " + field
                            + ": what it leaves out would look like items to be deleted; use mode changed");
        }
        if (!isMirror && limits.maxDeletes().isPresent()) {
            throw new BadInput("maxDeletes", "maxDeletes is for mode mirror: no other mode deletes anything");
        }
        if (mode == Mode.COMPARE && checks.create()) {
            throw new BadInput("create", "create is for modes that write: compare creates nothing");
        }
        if (mode == Mode.COMPARE && checks.verify()) {
            throw new BadInput("verify", "verify is for modes that write: compare is the comparison itself");
        }
        if (!mode.replaces() && checks.backup() == BackupChoice.ALWAYS) {
            throw new BadInput(
                    "backup",
                    "backup must be auto or never in mode " + mode.word()
                            + ", which overwrites and deletes nothing, got: always");
        }
    }

    /** Of the whole table, with no further checks. */
    public CopyRequest(
            TableRequest source,
            TableRequest target,
            Mode mode,
            Optional<Filter> filter,
            boolean consistentRead,
            Optional<Integer> segments,
            Optional<Integer> workers,
            Ceilings ceilings,
            Limits limits,
            boolean dryRun,
            boolean allowConcurrent) {
        this(
                source,
                target,
                mode,
                filter,
                consistentRead,
                segments,
                workers,
                ceilings,
                limits,
                dryRun,
                allowConcurrent,
                Optional.empty(),
                Checks.NONE);
    }

    static CopyRequest read(InputObject request) {
        InputObject source = request.object("source");
        InputObject target = request.object("target");
        var from = new TableRequest(source.string("environment"), source.string("table"));
        var to = new TableRequest(
                target.string("environment"), target.optionalString("table").orElseGet(() -> plainName(from.table())));
        source.end();
        target.end();
        Mode mode = request.optionalChoice("mode", Mode.words()).map(Mode::of).orElse(Mode.OVERWRITE);
        var read = new CopyRequest(
                from,
                to,
                mode,
                PlainFilter.read(request),
                request.flag("consistentRead"),
                request.optionalInteger("segments", 1, 10_000),
                request.optionalInteger("workers", 1, 1_000),
                Request.ceilings(request),
                Limits.read(request),
                request.flag("dryRun"),
                request.flag("allowConcurrent"),
                request.optionalObject("select").map(SelectRequest::read),
                new Checks(
                        request.flag("verify"),
                        request.flag("skipExpired"),
                        request.optionalChoice("backup", BackupChoice.words())
                                .map(BackupChoice::of)
                                .orElse(BackupChoice.AUTO),
                        request.flag("keepClearItems"),
                        request.flag("create")));
        request.end();
        return read;
    }

    public ReadOptions readOptions() {
        return new ReadOptions(consistentRead, filter);
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("source", source.json());
        json.set("target", target.json());
        if (checks.create()) {
            json.put("create", true);
        }
        json.put("mode", mode.word());
        select.ifPresent(keys -> json.set("select", keys.json()));
        filter.ifPresent(f -> f.writeTo(json.putObject("filter")));
        if (consistentRead) {
            json.put("consistentRead", true);
        }
        segments.ifPresent(n -> json.put("segments", n));
        workers.ifPresent(n -> json.put("workers", n));
        Request.writeCeilings(ceilings, json);
        limits.writeTo(json);
        if (checks.verify()) {
            json.put("verify", true);
        }
        if (checks.skipExpired()) {
            json.put("skipExpired", true);
        }
        if (checks.backup() != BackupChoice.AUTO) {
            json.put("backup", checks.backup().word());
        }
        if (checks.keepClearItems()) {
            json.put("keepClearItems", true);
        }
        if (dryRun) {
            json.put("dryRun", true);
        }
        if (allowConcurrent) {
            json.put("allowConcurrent", true);
        }
        return json;
    }

    /** The table's name where an ARN is given: {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME}. */
    private static String plainName(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }
}
