// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.start.RunStart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Divides the {@code maxCost} of a set among its runs. A run that begins gets a share, by estimate, of the money that
 * is neither spent nor promised to other runs. So what a finished run has left over goes to runs that begin later, and
 * all limits together never exceed the total. Promises are stored in the set itself, so it does not matter who begins
 * the runs, or how many begin at the same time.
 */
public final class SetBudget {
    /** Of an equal part: what runs get that are estimated at next to nothing. */
    private static final double LEAST_WEIGHT = 0.02;

    /** Limits must be above 0. */
    private static final double LEAST_DOLLARS = 1e-9;

    private final RunStore store;

    public SetBudget(RunStore store) {
        this.store = store;
    }

    /** What the run may spend and be refused that begins now, or goes on; a promise is kept with the set. */
    public Limits limits(TableSet set, RunId run) {
        Optional<BigDecimal> most = set.limits().maxCost();
        if (most.isPresent()) {
            Spent spent = spent(set);
            TableSet promised = store.adjustSet(set.id(), now -> promise(now, run, spent));
            most = promised.member(run).flatMap(Member::limit);
        }
        return new Limits(most, set.limits().maxRefused(), set.limits().maxDeletes());
    }

    /**
     * What runs have cost so far.
     *
     * @param over runs that nobody carries out any more
     */
    record Spent(Map<RunId, Double> dollars, Set<RunId> over, Set<RunId> through) {
        double by(RunId run) {
            return dollars.getOrDefault(run, 0.0);
        }
    }

    private Spent spent(TableSet set) {
        Map<RunId, Double> dollars = new HashMap<>();
        Set<RunId> over = new HashSet<>();
        Set<RunId> through = new HashSet<>();
        for (Member member : set.runs()) {
            Optional<RunRecord> found = store.find(member.run());
            found.ifPresent(record -> {
                dollars.put(
                        member.run(),
                        record.plan()
                                .prices()
                                .cost(record.control().totals().units())
                                .orElse(0.0));
                record.summary().ifPresent(summary -> over.add(member.run()));
            });
            found.filter(RunStart::isComplete).ifPresent(record -> through.add(member.run()));
        }
        return new Spent(dollars, over, through);
    }

    static TableSet promise(TableSet set, RunId run, Spent spent) {
        double free = set.limits().maxCost().orElseThrow().doubleValue();
        double waiting = 0;
        int count = 0;
        for (Member member : set.runs()) {
            double dollars = spent.by(member.run());
            boolean isPromised = !member.run().equals(run)
                    && member.limit().isPresent()
                    && member.refusal().isEmpty()
                    && !spent.over().contains(member.run());
            free -= isPromised ? Math.max(dollars, member.limit().orElseThrow().doubleValue()) : dollars;
            if (isWaiting(member, run, spent)) {
                waiting += member.dollars().orElse(0.0);
                count++;
            }
        }
        double least = waiting == 0 ? 1 : LEAST_WEIGHT * waiting / count;
        double weight = set.member(run).flatMap(Member::dollars).orElse(0.0) + least;
        double share = Math.max(0, free) * weight / (waiting + least * count);
        var limit = new BigDecimal(Math.max(LEAST_DOLLARS, spent.by(run) + share)).round(MathContext.DECIMAL32);
        return set.promising(run, limit);
    }

    private static boolean isWaiting(Member member, RunId run, Spent spent) {
        return member.run().equals(run)
                || (member.limit().isEmpty() && !spent.through().contains(member.run()));
    }
}
