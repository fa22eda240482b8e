package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import dynamofanout.key.KeySelection;
import dynamofanout.masking.RunMasks;
import dynamofanout.pace.Waiting;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Mode;
import dynamofanout.request.SelectRequest;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Forecast;
import dynamofanout.run.Origin;
import dynamofanout.run.OwnCost;
import dynamofanout.run.OwnPrices;
import dynamofanout.run.Plan;
import dynamofanout.run.Plan.Selection;
import dynamofanout.run.PlannedBackup;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.UnitPrices;
import dynamofanout.run.UnitsUsed;
import dynamofanout.table.Filter;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.ItemTable;
import dynamofanout.table.NearNames;
import dynamofanout.table.OpenAccount;
import dynamofanout.table.OpenTable;
import dynamofanout.table.Page;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.ScanRange;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Plans a copy: describes both tables, samples them, and says what the copy would do. It changes nothing. A copy that
 * cannot work is a {@link BadInput} with one sentence.
 */
public final class Planner {
    /** "UpdateTable" in the API reference: a table stays available while it is UPDATING. */
    private static final Set<String> USABLE = Set.of("ACTIVE", "UPDATING");

    private static final String IF_TARGET_IS_MISSING = "create it, with the source's key, or correct its name";

    private final TableOpener opener;
    private final TargetPolicy policy;
    private final TargetGuard guard;
    private final Prices prices;
    private final PlanningReads questions;
    private final Sampler sampler;
    private final BackupPlanner backups;
    private final MaskPlanner masks;
    private final CreationPlanner creations;
    private final DoubleSupplier chance;
    private final WorkerHost place;

    /**
     * @param masks of copies
     * @param place where the copy will run
     */
    public Planner(
            TableOpener opener,
            TargetPolicy policy,
            RunMasks masks,
            Prices prices,
            Waiting waiting,
            DoubleSupplier chance,
            WorkerHost place) {
        this.opener = opener;
        this.policy = policy;
        this.guard = new TargetGuard(policy, opener);
        this.prices = prices;
        this.questions = new PlanningReads(
                waiting, chance, place.home().isPresent() ? NearNames.OF_CONFIGURATION : NearNames.OF_ACCOUNT);
        this.chance = chance;
        this.sampler = new Sampler(questions, chance);
        this.backups = new BackupPlanner(questions, opener);
        this.masks = new MaskPlanner(masks, policy, questions, chance);
        this.creations = new CreationPlanner(questions, opener, policy, place);
        this.place = place;
    }

    /** Names of the tables of an environment that fanout.json allows, by the alphabet. */
    public List<String> tables(String environment) {
        try (OpenAccount account = opener.openAccount(environment)) {
            return questions.names(account);
        }
    }

    /** Plan of a copy, of the whole table or of selected keys. */
    public Plan plan(CopyRequest request) {
        DescribedTable source = source(request.source());
        DescribedTable target = target(request, source);
        refuse(source, target, request.mode());
        Optional<PairMask> mask = masks.find(request, source, target);
        if (request.select().isPresent()) {
            return planSelection(request, source, target, mask);
        }
        List<IndexDescription> indexes = target.description().indexes();
        Sample sample = sampler.within(request.ceilings().sourceReads(), source.description())
                .sample(source.table(), source.description(), request.readOptions(), indexes);
        Optional<Boolean> isEmpty = isEmpty(target);
        if (target.isThere()) {
            masks.requireNoLeftovers(request, mask, source, target);
        }
        long items = Estimates.items(source.description(), sample);
        long sizeBytes = (long) (items * Estimates.itemBytes(source.description(), sample));
        int workers = workers(request.workers(), target, sizeBytes, request.ceilings());
        UnitPrices unitPrices = unitPrices(source, target);
        Speed speed = Estimates.speed(request.ceilings(), sample, source, target, isEmpty.orElse(false));
        Estimate overwrite = Estimates.overwrite(request, sample, items, sizeBytes, source, target, unitPrices, speed);
        Optional<Forecast> forecast = target.isThere()
                ? forecastIfWanted(request, overwrite, source, target, mask, unitPrices)
                : Optional.empty();
        boolean readsTarget = request.mode().readsTarget() || request.checks().verify();
        long largest = Math.max(sizeBytes, readsTarget ? target.description().sizeBytes() : 0);
        int segments = Sizing.segments(request.segments(), largest, workers);
        Estimate estimate = overwrite;
        if (request.mode().readsTarget()) {
            Forecast known = forecast.orElseGet(() -> forecastOfNothing(overwrite, mask, unitPrices));
            estimate = Estimates.inMode(request, overwrite, known, speed);
        }
        if (request.checks().verify()) {
            estimate = mask.filter(PairMask::masksKey).isPresent()
                    ? Estimates.verifiedByLookUps(estimate, overwrite, unitPrices, speed)
                    : Estimates.verified(estimate, request, overwrite, target, unitPrices, speed);
        }
        refuseTooDear(request, estimate, unitPrices);
        Optional<PlannedBackup> backup = backups.plan(request, target, isEmpty);
        List<String> warnings = new ArrayList<>(warnings(
                request,
                source,
                target,
                mask,
                Optional.of(sample),
                sample.firstItems(),
                estimate,
                isEmpty,
                unitPrices,
                forecast,
                backup));
        warnings.addAll(indexKeys(source, target, sample));
        place.warning(request.workers(), workers).ifPresent(warnings::add);
        return new Plan(
                source.planned(request.source()),
                target.planned(request.target()),
                Selection.SCAN,
                segments,
                Math.min(workers, segments),
                withOwn(estimate, segments, Math.min(workers, segments)),
                unitPrices,
                ownPrices(),
                warnings,
                new Plan.Besides(
                        forecast,
                        expiry(request, source),
                        backup,
                        mask.map(each -> each.planned(sample.firstItems())),
                        target.creation(),
                        planning(source, target),
                        Origin.ELSEWHERE));
    }

    private int workers(Optional<Integer> asked, DescribedTable target, long sizeBytes, Ceilings ceilings) {
        return Sizing.workers(asked, target.description().throughput(), sizeBytes, ceilings, place);
    }

    private Plan planSelection(
            CopyRequest request, DescribedTable source, DescribedTable target, Optional<PairMask> mask) {
        KeySelection selection = selection(request, source.description());
        Optional<String> expiry = expiry(request, source);
        refuseExpiryAsKey(selection, expiry);
        if (request.mode().wantsExtras()) {
            refuseWithoutIndex(request, target);
        }
        SelectionSample seen = new SelectionSampler(
                        questions,
                        source,
                        request.readOptions(),
                        target.description().indexes(),
                        request.ceilings().sourceReads())
                .sample(selection);
        Optional<Boolean> isEmpty = isEmpty(target);
        if (target.isThere()) {
            masks.requireNoLeftovers(request, mask, source, target);
        }
        long sizeBytes = (long) (seen.items() * Estimates.itemBytes(source.description(), seen.sample()));
        int workers = workers(request.workers(), target, sizeBytes, request.ceilings());
        int segments = Sizing.segments(request.segments(), selection, workers);
        UnitPrices unitPrices = unitPrices(source, target);
        Speed speed = Estimates.speed(request.ceilings(), seen.sample(), source, target, isEmpty.orElse(false));
        Estimate estimate = Estimates.selection(request, seen, sizeBytes, source, target, unitPrices, speed);
        refuseTooDear(request, estimate, unitPrices);
        Optional<PlannedBackup> backup = backups.plan(request, target, isEmpty);
        List<Slice> items = seen.sample().firstItems();
        List<String> warnings = new ArrayList<>(warnings(
                request,
                source,
                target,
                mask,
                Optional.empty(),
                items,
                estimate,
                isEmpty,
                unitPrices,
                Optional.empty(),
                backup));
        warnings.addAll(indexKeys(source, target, seen.sample()));
        if (seen.sample().hasAttributesOfGlobalTables()) {
            warnings.add(Warnings.ATTRIBUTES_OF_GLOBAL_TABLES);
        }
        warnings.addAll(Warnings.ofSelection(selection, seen.isAtLeast()));
        place.warning(request.workers(), workers).ifPresent(warnings::add);
        return new Plan(
                source.planned(request.source()),
                target.planned(request.target()),
                Selection.QUERIES,
                segments,
                Math.min(workers, segments),
                withOwn(estimate, segments, Math.min(workers, segments)),
                unitPrices,
                ownPrices(),
                warnings,
                new Plan.Besides(
                        Optional.empty(),
                        expiry,
                        backup,
                        mask.map(each -> each.planned(items)),
                        target.creation(),
                        planning(source, target),
                        Origin.ELSEWHERE));
    }

    private static void refuseExpiryAsKey(KeySelection selection, Optional<String> expiry) {
        expiry.map(attribute -> Filter.unexpired(attribute, Instant.EPOCH))
                .flatMap(unexpired -> selection.refusal(false, Optional.of(unexpired)))
                .ifPresent(asked -> {
                    throw new BadInput(
                            "skipExpired",
                            "skipExpired must be left out: the time to live, " + expiry.orElseThrow()
                                    + ", is a key that the selection asks for");
                });
    }

    /**
     * What the segments of a plan read, as lines for the parts {@code keys#n} of the run store; none where the plan scans.
     * The same request and plan always give the same.
     */
    public List<List<String>> chunks(CopyRequest request, Plan plan) {
        if (plan.selection() != Selection.QUERIES) {
            return List.of();
        }
        DescribedTable source = source(request.source());
        return selection(request, source.description()).chunks(plan.segments());
    }

    /** What only the target has is found by the same queries there. */
    private static void refuseWithoutIndex(CopyRequest request, DescribedTable target) {
        request.select()
                .orElseThrow()
                .index()
                .filter(index -> target.description().index(index).isEmpty())
                .ifPresent(index -> {
                    throw new BadInput(
                            "select.index",
                            "select.index must be an index of " + target.table().words() + " too in mode "
                                    + request.mode().word() + ", got: " + index);
                });
    }

    private static KeySelection selection(CopyRequest request, TableDescription described) {
        SelectRequest select = request.select().orElseThrow();
        KeySelection selection = KeySelection.of(described, select.index(), select.keys());
        selection.refusal(request.consistentRead(), request.filter()).ifPresent(refused -> {
            throw refused;
        });
        return selection;
    }

    /**
     * Plan of a copy of given keys, with the sizes that an earlier plan for the same tables found.
     *
     * @param keys how many, in {@code segments} chunks
     */
    public Plan planKeys(Plan earlier, Ceilings ceilings, int keys, int segments) {
        var from = new TableRequest(
                earlier.source().environment(), earlier.source().table());
        var to = new TableRequest(
                earlier.target().environment(), earlier.target().table());
        DescribedTable source = source(from);
        DescribedTable target = target(to);
        refuse(source, target, Mode.OVERWRITE);
        Optional<PairMask> mask = masks.findAgain(earlier, source, target);
        UnitPrices unitPrices = unitPrices(source, target);
        int workers = workers(Optional.empty(), target, 0, ceilings);
        Estimate estimate = Estimates.keys(
                earlier.estimate(),
                keys,
                unitPrices,
                Speed.of(
                        ceilings,
                        source.description().throughput(),
                        target.description().throughput(),
                        false));
        return new Plan(
                source.planned(from),
                target.planned(to),
                Selection.KEYS,
                segments,
                Math.min(workers, segments),
                withOwn(estimate, segments, Math.min(workers, segments)),
                unitPrices,
                ownPrices(),
                mask.map(each -> masks.warnings(each, from.environment(), to.environment(), List.of()))
                        .orElse(List.of()),
                new Plan.Besides(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        mask.map(each -> each.planned(List.of())),
                        Optional.empty(),
                        planning(source, target),
                        Origin.ELSEWHERE));
    }

    /**
     * Looks at a plan's tables again before its run is resumed.
     *
     * @param mode of the run
     * @throws BadInput if one of them was created anew, or may not be used any more, or the mask is another one
     */
    public void requireSameTables(Plan plan, Mode mode) {
        DescribedTable source = source(
                new TableRequest(plan.source().environment(), plan.source().table()));
        requireSame(plan.source(), source);
        DescribedTable target = plan.target().identity().isKnown() ? targetAgain(plan) : creations.again(plan, source);
        if (target.isThere()) {
            requireSame(plan.target(), target);
        }
        refuse(source, target, mode);
        masks.requireSame(plan, source, target);
    }

    private static void requireSame(PlannedTable planned, DescribedTable now) {
        if (!PlannedTable.Identity.of(now.description()).equals(planned.identity())) {
            throw new BadInput(now.table().words()
                    + " is not the one that the run was planned for: it was created anew; start a new copy");
        }
    }

    private DescribedTable source(TableRequest request) {
        return look(request, "correct its name");
    }

    private DescribedTable target(CopyRequest request, DescribedTable source) {
        if (!request.checks().create()) {
            return look(
                    request.target(),
                    request.mode() == Mode.COMPARE
                            ? "correct its name"
                            : "add --create (\"create\": true) to have it created after the source, or correct its name");
        }
        OpenTable table = open(request.target());
        return questions
                .ask("DescribeTable", table, t -> t.items().setup().find())
                .map(found -> described(request.target(), table, found.table()))
                .orElseGet(() -> creations.plan(request, source, table));
    }

    /** Of a resumed run; one that the run has created itself may not be ready yet, and will be waited for. */
    private DescribedTable targetAgain(Plan plan) {
        var request =
                new TableRequest(plan.target().environment(), plan.target().table());
        OpenTable table = open(request);
        TableDescription found = questions.ask(
                "DescribeTable", table, IF_TARGET_IS_MISSING, t -> t.items().describe());
        boolean isInTheMaking = plan.creation().isPresent() && found.status().equals("CREATING");
        return isInTheMaking ? identified(request, table, found) : described(request, table, found);
    }

    private DescribedTable target(TableRequest request) {
        return look(request, IF_TARGET_IS_MISSING);
    }

    private DescribedTable look(TableRequest request, String ifMissing) {
        OpenTable table = open(request);
        return described(request, table, questions.ask("DescribeTable", table, ifMissing, t -> t.items()
                .describe()));
    }

    private OpenTable open(TableRequest request) {
        OpenTable table = opener.open(request.environment(), request.table(), TableUse.READ);
        policy.unlisted(request.environment(), table.name()).ifPresent(sentence -> {
            throw new BadInput(sentence); // before AWS is asked: a role's denial would say less
        });
        return table;
    }

    private DescribedTable described(TableRequest request, OpenTable table, TableDescription description) {
        if (!USABLE.contains(description.status())) {
            throw new BadInput(table.words() + " must be ACTIVE or UPDATING, got: " + description.status()
                    + " (wait until it is, then try again)");
        }
        return identified(request, table, description);
    }

    private DescribedTable identified(TableRequest request, OpenTable table, TableDescription description) {
        AwsCredentials credentials = table.access().credentials().resolveCredentials();
        TableIdentity identity = TableIdentity.of(table.access(), description.arn(), request.table(), credentials);
        policy.otherAccount(request.environment(), table.name(), identity).ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
        return new DescribedTable(table, description, identity);
    }

    private void refuse(DescribedTable source, DescribedTable target, Mode mode) {
        if (!target.isThere()) {
            return; // it has been judged, and there is nothing to be asked
        }
        questions
                .ask("DescribeTable", target.table(), t -> guard.refusal(source.found(), target.found(), mode))
                .ifPresent(sentence -> {
                    throw new BadInput(sentence);
                });
        if (!source.description().key().equals(target.description().key())) {
            throw new BadInput(
                    "the tables' keys must be the same: " + source.table().words() + " has "
                            + source.description().key() + ", " + target.table().words() + " has "
                            + target.description().key());
        }
    }

    private Optional<Boolean> isEmpty(DescribedTable target) {
        return target.isThere()
                ? questions
                        .askIfAllowed("Scan", target.table(), t -> firstItem(t.items()))
                        .map(Planner::isEmpty)
                : Optional.of(true);
    }

    private static Page firstItem(ItemTable table) {
        return table.scan(new ScanRange(0, 1), ReadOptions.CONSISTENT, Optional.empty(), 1);
    }

    private static boolean isEmpty(Page first) {
        return first.scannedCount() == 0 && first.lastKey().isEmpty();
    }

    /** What planning has read of both tables. */
    private UnitsUsed planning(DescribedTable source, DescribedTable target) {
        return new UnitsUsed(questions.takeCharged(source.table()), questions.takeCharged(target.table()), 0);
    }

    /** An overwrite does not need it, but a dry run answers what a refresh would cost today, if the target may be read. */
    private Optional<Forecast> forecastIfWanted(
            CopyRequest request,
            Estimate overwrite,
            DescribedTable source,
            DescribedTable target,
            Optional<PairMask> mask,
            UnitPrices unitPrices) {
        if (request.mode().readsTarget()) {
            return Optional.of(forecast(request, overwrite, source, target, mask, unitPrices));
        }
        try {
            return request.dryRun()
                    ? Optional.of(forecast(request, overwrite, source, target, mask, unitPrices))
                    : Optional.empty();
        } catch (BadInput notAllowed) {
            return Optional.empty();
        }
    }

    private Forecast forecastOfNothing(Estimate overwrite, Optional<PairMask> mask, UnitPrices unitPrices) {
        TwinSample nothing = TwinSample.ofNothing(questions, chance, mask.map(PairMask::ofSource));
        return new Forecaster(overwrite, unitPrices, nothing, 0, 0).forecast();
    }

    /** What each mode would need, by comparing a few segments. */
    private Forecast forecast(
            CopyRequest request,
            Estimate overwrite,
            DescribedTable source,
            DescribedTable target,
            Optional<PairMask> mask,
            UnitPrices unitPrices) {
        TableDescription described = target.description();
        long larger = Math.max(overwrite.items(), described.items());
        TwinSample sample = new TwinSample(questions, chance, mask.map(PairMask::ofSource))
                .compare(source.table(), target.table(), source.description().key(), request.readOptions(), larger);
        // counts are up to six hours old: a target that the sample finds alike is about as large as the source
        long alike = (long) (overwrite.items() * (1 - sample.missingShare()));
        long targetItems = Math.max(described.items(), sample.compared() == 0 ? 0 : alike);
        double itemBytes = overwrite.items() == 0 ? 0 : (double) overwrite.sizeBytes() / overwrite.items();
        double targetBytes = Math.max((double) described.sizeBytes(), targetItems * itemBytes);
        // where the key is masked the target is not scanned: every item is looked up there
        double targetReadUnits = mask.filter(PairMask::masksKey).isPresent()
                ? 0
                : Math.ceil(targetBytes / Estimates.bytesPerUnit(request));
        return new Forecaster(overwrite, unitPrices, sample, targetItems, targetReadUnits).forecast();
    }

    private Optional<String> expiry(CopyRequest request, DescribedTable source) {
        if (!request.checks().skipExpired()) {
            return Optional.empty();
        }
        Optional<String> attribute = questions.ask(
                "DescribeTimeToLive", source.table(), t -> t.items().timeToLive());
        if (attribute.isEmpty()) {
            throw new BadInput(
                    "skipExpired",
                    source.table().words() + " has no time to live, so nothing in it expires: leave skipExpired out");
        }
        return attribute;
    }

    /** None of a local run; absent where the home Region's are not known. */
    private Optional<OwnPrices> ownPrices() {
        return place.home().isEmpty()
                ? Optional.of(OwnPrices.NONE)
                : place.home().flatMap(prices::own);
    }

    private Estimate withOwn(Estimate estimate, int segments, int workers) {
        return estimate.withOwn(ownPrices().map(own -> new OwnCost(own)
                .estimated(segments, workers, estimate.writeUnits(), estimate.seconds())
                .sum()));
    }

    private UnitPrices unitPrices(DescribedTable source, DescribedTable target) {
        return new UnitPrices(
                prices.ofRead(source.description(), source.identity().region()),
                prices.ofRead(target.description(), target.identity().region()),
                prices.ofWrite(target.description(), target.identity().region()));
    }

    private static void refuseTooDear(CopyRequest request, Estimate estimate, UnitPrices unitPrices) {
        request.limits().maxCost().ifPresent(most -> {
            if (unitPrices.sourceRead().isEmpty() || unitPrices.targetWrite().isEmpty()) {
                throw new BadInput(
                        "maxCost",
                        "maxCost cannot be kept, since prices for these Regions are not known: leave it out");
            }
            double dollars = estimate.dollars().orElse(0.0);
            if (dollars > most.doubleValue()) {
                throw new BadInput(
                        "maxCost",
                        String.format(
                                Locale.ROOT,
                                "the %s is estimated at $%.6f, more than the $%s of maxCost",
                                request.mode() == Mode.COMPARE ? "comparison" : "copy",
                                dollars,
                                most.toPlainString()));
            }
        });
    }

    private static List<String> indexKeys(DescribedTable source, DescribedTable target, Sample sample) {
        var warnings = new Warnings();
        warnings.indexKeys(source.description(), target.description(), sample);
        return warnings.sentences();
    }

    private List<String> warnings(
            CopyRequest request,
            DescribedTable source,
            DescribedTable target,
            Optional<PairMask> mask,
            Optional<Sample> sample,
            List<Slice> items,
            Estimate estimate,
            Optional<Boolean> isEmpty,
            UnitPrices unitPrices,
            Optional<Forecast> forecast,
            Optional<PlannedBackup> backup) {
        Ceilings ceilings = request.ceilings();
        var warnings = new Warnings();
        String sourceRegion = source.identity().region();
        String targetRegion = target.identity().region();
        if (request.mode() == Mode.OVERWRITE) {
            warnings.targetHolds(isEmpty);
        }
        backup.flatMap(PlannedBackup::why).filter(BackupPlanner.UNKNOWN::equals).ifPresent(warnings::noBackup);
        if (mask.filter(PairMask::masksKey).isEmpty()) {
            forecast.ifPresent(known -> warnings.order(known.isSameOrder()));
        }
        warnings.indexes(source.description(), target.description());
        if (target.isThere()) {
            warnings.stream(target.description());
            questions
                    .askIfAllowed("DescribeGlobalTable", target.table(), t -> guard.replicas(target.found()))
                    .ifPresent(warnings::replicas);
        }
        warnings.encryption("source", source.description().kmsKey(), source.listsKey());
        warnings.encryption("target", target.description().kmsKey(), target.listsKey());
        if (target.isThere()) {
            warnings.timeToLive(questions
                    .askIfAllowed(
                            "DescribeTimeToLive", target.table(), t -> t.items().timeToLive())
                    .flatMap(attribute -> attribute));
        }
        warnings.capacity(source.description(), target.description(), ceilings);
        warnings.newOnDemand(target.description(), isEmpty.orElse(false), estimate.writeUnits());
        List<String> regions = place.home()
                .map(home -> List.of(sourceRegion, home.region(), targetRegion))
                .orElse(List.of(sourceRegion, targetRegion));
        long sizeBytes = estimate.sizeBytes();
        warnings.regions(regions, sizeBytes, place.home().flatMap(home -> prices.ofTransfer(regions, sizeBytes)));
        sample.ifPresent(seen -> warnings.counts(source.description().items(), seen));
        sample.filter(Sample::hasAttributesOfGlobalTables).ifPresent(seen -> warnings.attributesOfGlobalTables());
        if (request.mode() == Mode.MIRROR) {
            forecast.ifPresent(known -> warnings.deletes(known, request.limits().forMirror(known.targetItems())));
        }
        var unpriced = new TreeSet<String>();
        unitPrices.sourceRead().ifPresentOrElse(price -> {}, () -> unpriced.add(sourceRegion));
        unitPrices.targetWrite().ifPresentOrElse(price -> {}, () -> unpriced.add(targetRegion));
        warnings.prices(unpriced, prices.asOf());
        place.home()
                .filter(home -> prices.own(home).isEmpty())
                .ifPresent(home -> warnings.ownPrices(home.region(), prices.asOf()));
        mask.ifPresent(each -> warnings.ofMask(masks.warnings(request, each, items)));
        return warnings.sentences();
    }
}
