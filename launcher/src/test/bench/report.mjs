// Prints results.jsonl as markdown.   node report.mjs [--last] results.jsonl
import { readFileSync } from "node:fs";

const isLast = process.argv[2] === "--last";
const lines = readFileSync(process.argv[isLast ? 3 : 2], "utf8").split("\n");
const runs = lines.filter(Boolean).map((line) => JSON.parse(line));

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const fixed = (number, digits = 1) => (Number.isFinite(number) ? number.toFixed(digits) : "–");
const percent = (share) => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : "–");
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const table = (head, rows) => {
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
};
const groups = (list, key) =>
  list.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map());

const perMillion = (run) => (run.cost.cpuSeconds / run.items) * 1e6;
const itemsPerSecond = (run) => run.stats.total.written / (run.stats.tenths / 10);
/** Nothing is a result that did not copy everything. */
const outcome = (run) => {
  if (run.cost.exit !== 0) return `exit ${run.cost.exit}`;
  if (run.built) return "fanout was built in between";
  if (run.cost.leftRunning) return "left processes behind";
  const copied = run.stats.keys ? run.stats.keys.distinct : run.stats.total.written;
  return copied < run.items ? `${run.items - copied} items missing` : "ok";
};
const refusedShare = (counts) => (counts.throttled + counts.partial) / counts.requests;
const sum = (seconds) =>
  seconds.reduce((all, one) => Object.fromEntries(Object.keys(one).map((key) => [key, (all[key] ?? 0) + one[key]])), {});
/** The last second is left out where the end of the copy cuts it off. */
const wholeSeconds = (run, from = 0) => run.stats.seconds.slice(from, Math.max(from, Math.floor(run.stats.tenths / 10)));

function costTable(cost) {
  const rows = [...groups(cost, (run) => `${run.items} ${run.scheme} ${run.client}`).values()].map((same) => {
    const of = (value) => median(same.map(value));
    return [
      `${same[0].items} ${same[0].scheme} ${same[0].client}`,
      fixed(of(perMillion)),
      fixed(of((run) => run.cost.cpuSeconds), 2),
      fixed(of((run) => run.cost.userSeconds), 2),
      fixed(of((run) => run.cost.wallSeconds), 2),
      fixed(of((run) => run.cost.maxRssMegabytes), 0),
      fixed(of(itemsPerSecond), 0),
      fixed(Math.max(...same.map((run) => run.stats.mostItemsInASecond)), 0),
      fixed(of((run) => run.stats.stubCpuSeconds), 2),
      fixed(of((run) => run.stats.connections), 0),
      same.length,
      [...new Set(same.map(outcome))].join(", "),
    ];
  });
  const head = [
    ...["items, scheme, client", "CPU-s / million", "CPU-s", "user", "wall s", "max RSS MB"],
    ...["items/s", "best second", "stub CPU-s", "connections", "runs", "outcome"],
  ];
  return `## Cost (medians)\n\n${table(head, rows)}\n`;
}

const common = {
  "CPU-s / million": (run) => fixed(perMillion(run)),
  "wall s": (run) => fixed(run.cost.wallSeconds),
  "max RSS MB": (run) => run.cost.maxRssMegabytes,
  outcome,
};
const writesPerItem = {
  "accepted / item": (run) => fixed(run.stats.keys?.accepted / run.stats.keys?.distinct, 4),
  "most for one item": (run) => run.stats.keys?.most,
  "sent / item": (run) => fixed(run.stats.total.sent / run.stats.keys?.distinct, 3),
  "batches / 25 items": (run) => fixed(run.stats.total.requests / (run.items / 25), 3),
};
const usedOf = (limit, from) => (run) => percent(mean(wholeSeconds(run, from).map((second) => second.units)) / limit);
const refused = (from) => (run) => percent(refusedShare(sum(wholeSeconds(run, from))));
/** Only what came before the first partition was done, after this part of the items. */
const untilOneIsDone = (run, part) => {
  let left = part * run.items;
  const seconds = run.stats.seconds.filter((second) => (left -= second.written) > 0);
  return { ...run, stats: { ...run.stats, seconds, tenths: 10 * seconds.length } };
};
const partitioned = (limit, part = 0.95) => ({
  "used after 10 s": (run) => usedOf(limit, 10)(untilOneIsDone(run, part)),
  "used in all": usedOf(limit, 0),
  "requests refused after 10 s": (run) => refused(10)(untilOneIsDone(run, part)),
  "in all": (run) => percent(refusedShare(run.stats.total)),
  ...writesPerItem,
});
const scenarios = {
  memory: ["1 M items in a heap of 256 MB", { "items/s": (run) => fixed(itemsPerSecond(run), 0) }],
  limited: [
    "The table takes 2,000 write units/s",
    {
      "used after 10 s": usedOf(2000, 10),
      "used in all": usedOf(2000, 0),
      "requests refused after 10 s": refused(10),
      "in all": (run) => percent(refusedShare(run.stats.total)),
      "nothing taken": (run) => percent(run.stats.total.throttled / run.stats.total.requests),
    },
  ],
  ceiling: [
    "--write-units 500, a table without limits",
    {
      "mean units/s": (run) => fixed(mean(wholeSeconds(run).map((second) => second.units))),
      "most in any 1 s": (run) => run.stats.mostUnitsInASecond,
    },
  ],
  faults: ["10 % of batches throttled, 20 % half unprocessed", writesPerItem],
  partitions4: ["4 partitions of 1,000 write units/s", partitioned(4000)],
  partitions8: ["8 partitions of 1,000 write units/s", partitioned(8000)],
  partitions32: ["32 partitions of 250 write units/s", partitioned(8000)],
  hot: ["4 partitions of 1,000 write units/s, a third of all keys in one", partitioned(4000, 0.85)],
};

function scenarioTable(name, same) {
  const [title, own] = scenarios[name];
  const columns = { ...own, ...common };
  const rows = same.map((run) => [run.client, ...Object.values(columns).map((value) => value(run))]);
  return `## ${name}: ${title} (${same[0].items} items)\n\n${table(["client", ...Object.keys(columns)], rows)}\n`;
}

function lastLine(run) {
  const cpu = `${fixed(run.cost.cpuSeconds, 2)} CPU-s (${fixed(perMillion(run))} / million)`;
  const rest = `${fixed(run.cost.wallSeconds, 2)} s, ${run.cost.maxRssMegabytes} MB, ${outcome(run)}`;
  return `${run.kind} ${run.items} ${run.scheme} ${run.client}: ${cpu}, ${rest}`;
}

if (isLast) {
  console.log(lastLine(runs.at(-1)));
} else {
  const isCost = (run) => run.kind === "cost";
  if (runs.some(isCost)) console.log(costTable(runs.filter(isCost)));
  const byScenario = groups(runs.filter((run) => !isCost(run)), (run) => run.kind);
  byScenario.forEach((same, name) => console.log(scenarioTable(name, same)));
}
