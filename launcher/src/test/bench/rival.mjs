// What people take from npm: @shelf/dynamodb-parallel-scan as a stream, and lib-dynamodb's batch writes.
// Profiles A (source) and B (target) give Region, credentials and endpoint.  node rival.mjs --table T
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { parallelScanAsStream } from "@shelf/dynamodb-parallel-scan";

const BATCH = 25;
const LONGEST_WAIT_MILLIS = 2_000;

const { values: options } = parseArgs({
  options: { table: { type: "string", default: "Bench" }, concurrency: { type: "string", default: "8" } },
});
const concurrency = Number(options.concurrency);

// wrapNumbers: without it the client throws at numbers of more digits than a double holds
const client = (profile) =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ profile, maxAttempts: 10 }), {
    unmarshallOptions: { wrapNumbers: true },
  });

async function write(target, items) {
  let rest = { [options.table]: items.map((Item) => ({ PutRequest: { Item } })) };
  for (let wait = 50; ; wait = Math.min(LONGEST_WAIT_MILLIS, 2 * wait)) {
    const answer = await target.send(new BatchWriteCommand({ RequestItems: rest }));
    rest = answer.UnprocessedItems ?? {};
    if (Object.keys(rest).length === 0) return;
    await sleep(Math.random() * wait);
  }
}

const target = client("B");
const chunks = await parallelScanAsStream(
  { TableName: options.table },
  { client: client("A"), concurrency, chunkSize: BATCH, highWaterMark: 400 },
);
const inFlight = new Set();
let written = 0;
for await (const items of chunks) {
  const writing = write(target, items).finally(() => inFlight.delete(writing));
  inFlight.add(writing);
  written += items.length;
  if (inFlight.size >= concurrency) await Promise.race(inFlight);
}
await Promise.all(inFlight);
console.log(JSON.stringify({ written }));
process.exit(0);
