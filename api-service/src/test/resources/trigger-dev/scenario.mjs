// Walks through what a program may do with the published client. The base URL and the key come from the environment, as
// the client expects them; the first argument names the scenario, the second holds what the test has prepared.
import assert from "node:assert/strict";
import http from "node:http";
import {
  auth,
  AuthenticationError,
  BadRequestError,
  configure,
  idempotencyKeys,
  NotFoundError,
  PermissionDeniedError,
  runs,
  tasks,
  UnprocessableEntityError,
} from "@trigger.dev/sdk";
import { apiClientManager } from "@trigger.dev/core/v3";

const api = () => apiClientManager.clientOrThrow();
const ids = (page) => page.data.map((run) => run.id);

async function all(pages) {
  const found = [];
  for await (const run of pages) found.push(run.id);
  return found;
}

const scenarios = {
  /** Every filter by itself, on runs of which the test knows what they are. */
  async filters({ task, failed, succeeded, canceled, tagged, otherJob, otherName, tick }) {
    const find = async (params) => new Set(await all(runs.list({ limit: 100, ...params })));
    assert.deepEqual(await find({ status: "FAILED" }), new Set([failed]));
    assert.deepEqual(await find({ status: ["FAILED", "COMPLETED"] }), new Set([failed, succeeded, tick]));
    assert.deepEqual(await find({ status: "CANCELED" }), new Set([canceled]));
    assert.deepEqual(await find({ status: "PENDING_VERSION" }), new Set());
    assert.deepEqual(await find({ taskIdentifier: otherName }), new Set([tagged]));
    assert.deepEqual(await find({ taskIdentifier: [otherName, "nobody"] }), new Set([tagged]));
    assert.equal((await find({ taskIdentifier: [otherJob, task] })).size, 5);
    assert.deepEqual(await find({ tag: "user_1" }), new Set([tagged]));
    assert.deepEqual(await find({ tag: ["nobody", "user_1"] }), new Set([tagged]));
    assert.deepEqual(await find({ isTest: true }), new Set([tagged]));
    assert.equal((await find({ isTest: false })).size, 4);
    assert.deepEqual(await find({ schedule: `sched_${task.replaceAll("-", "")}` }), new Set([tick]));
    assert.deepEqual(await find({ queue: { type: "task", name: otherName } }), new Set([tagged]));
    for (const nobodys of [
      { version: "20261122.1" },
      { schedule: "sched_1a2b3c" },
      { batch: "batch_1" },
      { bulkAction: "bulk_1" },
      { bulkAction: `bulk_${"0".repeat(32)}` },
      { queue: { type: "custom", name: "mail" } },
      { machine: "micro" },
      { region: "eu" },
    ]) {
      assert.deepEqual(await find(nobodys), new Set(), JSON.stringify(nobodys));
    }
    const { createdAt } = await runs.retrieve(failed);
    assert.deepEqual(await find({ from: createdAt, to: createdAt }), new Set([failed]));
    assert.ok((await find({ from: createdAt.getTime() })).has(failed));
    assert.ok(!(await find({ to: new Date(createdAt.getTime() - 1) })).has(failed));
    assert.equal((await find({ period: "365d" })).size, 5);
    assert.deepEqual(await find({ status: "FAILED", tag: "user_1" }), new Set());
    assert.deepEqual(new Set(await all(runs.list("proj_abc", { status: "FAILED", env: "prod" }))), new Set([failed]));
    assert.deepEqual(await all(runs.list("proj_abc", { env: "staging" })), []);
    await assert.rejects(all(runs.list({ status: "NO_STATUS" })), BadRequestError);
    await assert.rejects(all(runs.list({ period: "soon" })), BadRequestError);
    await assert.rejects(all(runs.list({ limit: 101 })), BadRequestError);
  },

  /** Page by page, forth and back; what appears meanwhile moves nothing. */
  async paging({ task, expected }) {
    assert.deepEqual(await all(runs.list({ limit: 2 })), expected);
    const first = await runs.list({ limit: 2 });
    assert.deepEqual(ids(first), expected.slice(0, 2));
    assert.equal(first.hasPreviousPage(), false);
    await tasks.trigger(task, {});
    const second = await first.getNextPage();
    assert.deepEqual(ids(second), expected.slice(2, 4));
    assert.equal(second.hasPreviousPage(), true);
    const last = await second.getNextPage();
    assert.deepEqual(ids(last), expected.slice(4));
    assert.equal(last.hasNextPage(), false);
    const back = await last.getPreviousPage();
    assert.deepEqual(ids(back), expected.slice(2, 4));
    assert.equal(back.hasNextPage(), true);
    assert.deepEqual(ids(await runs.list({ limit: 2, after: expected[2] })), expected.slice(3, 5));
    assert.deepEqual(ids(await runs.list({ limit: 2, before: expected[2] })), expected.slice(0, 2));
    await assert.rejects(runs.list({ after: "nonsense" }), BadRequestError);
  },

  /** A run from its birth through every change that a program may make to it. */
  async life({ task, name }) {
    const handle = await tasks.trigger(name, { to: "a@example.com", at: new Date(0) }, {
      delay: "1h", ttl: "10m", tags: ["user_1"], metadata: { step: 1 }, maxAttempts: 3,
    });
    const run = await runs.retrieve(handle);
    assert.equal(run.status, "DELAYED");
    assert.equal(run.isQueued, true);
    assert.equal(run.taskIdentifier, name);
    assert.deepEqual(run.payload, { to: "a@example.com", at: "1970-01-01T00:00:00.000Z" });
    assert.deepEqual(run.tags, ["user_1"]);
    assert.deepEqual(run.metadata, { step: 1 });
    assert.equal(run.ttl, "10m");
    assert.equal(run.startedAt, undefined);
    assert.equal(run.attemptCount, 0);
    assert.ok(Math.abs(run.delayedUntil - run.createdAt - 3_600_000) < 5_000);

    const later = new Date(Date.now() + 30 * 24 * 3_600_000);
    const moved = await runs.reschedule(handle.id, { delay: later });
    assert.equal(+moved.delayedUntil, +later);
    assert.equal(+moved.createdAt, +run.createdAt);
    assert.ok(moved.updatedAt > run.updatedAt);
    await assert.rejects(runs.reschedule(handle.id, { delay: "yesterday" }), BadRequestError);
    await assert.rejects(runs.reschedule(handle.id, { delay: "2020-01-01T00:00:00Z" }), /Invalid delay/);

    assert.match((await api().addTags(handle.id, { tags: ["b", "user_1", " ", "b"] })).message, /1 new/);
    assert.match((await api().addTags(handle.id, { tags: "b" })).message, /No new/);
    await Promise.all([..."cdefghij"].map((tag) => api().addTags(handle.id, { tags: tag })));
    await assert.rejects(api().addTags(handle.id, { tags: ["k"] }), UnprocessableEntityError);
    assert.deepEqual((await runs.retrieve(handle.id)).tags, [..."bcdefghij", "user_1"]);

    await api().updateRunMetadata(handle.id, { operations: [{ type: "increment", key: "step", value: 2 }] });
    assert.deepEqual((await runs.retrieve(handle.id)).metadata, { step: 3 });
    assert.deepEqual((await api().updateRunMetadata(handle.id, { metadata: { a: [1] } })).metadata, { a: [1] });
    assert.deepEqual((await api().getRunMetadata(handle.id)).metadata, { a: [1] });
    assert.equal(await api().getRunResult(handle.id), undefined);

    await Promise.all([runs.cancel(handle.id), runs.cancel(handle.id)]);
    const canceled = await runs.poll(handle.id);
    assert.equal(canceled.status, "CANCELED");
    assert.equal(canceled.isCancelled, true);
    assert.equal(canceled.error.message, "Canceled by user");
    assert.ok(canceled.finishedAt);
    await assert.rejects(runs.reschedule(handle.id, { delay: "1h" }), /Cannot reschedule a run that is not delayed/);

    const again = await runs.retrieve((await runs.replay(handle.id)).id);
    assert.equal(again.status, "QUEUED");
    assert.deepEqual(again.payload, run.payload);
    assert.deepEqual(again.tags, [..."bcdefghij", "user_1"]);
    assert.deepEqual(again.metadata, { step: 1 });
    assert.equal(again.ttl, undefined);
    const other = await runs.replay(again.id, { payload: { n: 10n ** 20n }, tags: "other", delay: "1h", metadata: { x: 1 } });
    const changed = await runs.retrieve(other.id);
    assert.equal(changed.status, "DELAYED");
    assert.deepEqual(changed.payload, { n: "100000000000000000000" });
    assert.deepEqual(changed.tags, ["other"]);
    assert.deepEqual(changed.metadata, { x: 1 });
    assert.equal((await runs.retrieve(handle.id)).status, "CANCELED");
    assert.ok((await all(runs.list({ taskIdentifier: task }))).includes(other.id));
  },

  /** What has ended, as the test wrote it. */
  async ends({ succeeded, failed, timedOut, skipped, running }) {
    const run = await runs.retrieve(succeeded);
    assert.equal(run.isSuccess, true);
    assert.deepEqual(run.output, { settled: 12 });
    assert.equal(run.attemptCount, 1);
    assert.ok(run.durationMs > 0);
    assert.deepEqual(await api().getRunResult(succeeded).then((result) => JSON.parse(result.output)), { settled: 12 });
    const bad = await runs.retrieve(failed);
    assert.equal(bad.status, "FAILED");
    assert.equal(bad.isFailed, true);
    assert.deepEqual(bad.error, { name: "HttpStatusError", message: "HTTP 503" });
    assert.equal(bad.durationMs, 70);
    assert.equal((await api().getRunResult(failed)).error.message, "HTTP 503");
    for (const [id, status] of [[timedOut, "TIMED_OUT"], [skipped, "EXPIRED"]]) {
      const ended = await runs.poll(id);
      assert.equal(ended.status, status);
      assert.equal(ended.isCompleted && ended.isFailed, true);
    }
    await runs.cancel(succeeded);
    assert.equal((await runs.retrieve(succeeded)).status, "COMPLETED");
    const before = await runs.retrieve(running);
    assert.equal(before.isExecuting, true);
    assert.notEqual((await runs.replay(running)).id, running);
    await runs.cancel(running);
    assert.equal((await runs.retrieve(running)).isCancelled, true);
    assert.equal((await api().listRunEvents(failed)).events.length, 2);
    const { trace } = await api().retrieveRunTrace(failed);
    assert.equal(trace.rootSpan.runId, failed);
    assert.deepEqual(trace.rootSpan.children.map((span) => [span.parentId, span.data.message, span.data.duration]), [
      [trace.rootSpan.id, "Attempt 1", 30_000_000],
      [trace.rootSpan.id, "Attempt 2", 40_000_000],
    ]);
    assert.deepEqual([trace.rootSpan.data.isError, trace.rootSpan.data.isPartial], [true, false]);
    assert.equal((await api().retrieveRunTrace(running)).trace.rootSpan.data.isCancelled, true);
  },

  async keys({ name }) {
    const key = await idempotencyKeys.create("order-1", { scope: "global" });
    const first = await tasks.trigger(name, { n: 1 }, { idempotencyKey: key, delay: "1h" });
    const second = await tasks.trigger(name, { n: 2 }, { idempotencyKey: key, delay: "1h" });
    assert.equal(second.id, first.id);
    assert.equal(second.isCached, true);
    const run = await runs.retrieve(first.id);
    assert.deepEqual(run.payload, { n: 1 });
    assert.equal(run.idempotencyKey, "order-1");
    const raced = await Promise.all(
      Array.from({ length: 8 }, (_, n) => tasks.trigger(name, { n }, { idempotencyKey: "race", delay: "1h" })));
    assert.equal(new Set(raced.map((handle) => handle.id)).size, 1);
    assert.equal(raced.filter((handle) => !handle.isCached).length, 1);
    await runs.cancel(first.id);
    assert.equal((await tasks.trigger(name, {}, { idempotencyKey: key })).id, first.id);
    await idempotencyKeys.reset(name, "order-1", { scope: "global" });
    assert.notEqual((await tasks.trigger(name, {}, { idempotencyKey: key })).id, first.id);
  },

  /** Each refusal becomes the error class that the client has for it, with the text as its message. */
  async errors({ task, readOnly, twice }) {
    await assert.rejects(runs.retrieve("run_nothing"), (error) => {
      assert.ok(error instanceof NotFoundError);
      assert.equal(error.name, "TriggerApiError");
      assert.match(error.message, /Run not found/);
      return true;
    });
    await assert.rejects(runs.cancel(`run_${"0".repeat(32)}`), NotFoundError);
    await assert.rejects(tasks.trigger("nobody/knows:me", {}), NotFoundError);
    await assert.rejects(tasks.trigger(twice, {}), UnprocessableEntityError);
    await assert.rejects(
      tasks.trigger(task, {}, { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }),
      UnprocessableEntityError);
    await assert.rejects(tasks.trigger(task, {}, { debounce: { key: "a", delay: "5s" } }), UnprocessableEntityError);
    await assert.rejects(tasks.trigger(task, {}, { delay: "5" }), BadRequestError);
    await auth.withAuth({ secretKey: readOnly }, async () => {
      await runs.list();
      await assert.rejects(tasks.trigger(task, {}), PermissionDeniedError);
    });
    await auth.withAuth({ secretKey: "tr_prod_wrong" }, async () => {
      await assert.rejects(runs.list(), (error) => {
        assert.ok(error instanceof AuthenticationError);
        assert.match(error.message, /Invalid or Missing API key/);
        return true;
      });
    });
  },

  /** The same done to many runs. */
  async bulk({ name }) {
    const open = await Promise.all(
      Array.from({ length: 30 }, () => tasks.trigger(name, {}, { delay: "1h", tags: "many" })));
    const { id } = await runs.bulk.cancel({ filter: { tag: ["many"], status: "DELAYED" }, name: "all" });
    const action = await runs.bulk.poll(id, { pollIntervalMs: 100 });
    assert.deepEqual([action.type, action.status, action.name], ["CANCEL", "COMPLETED", "all"]);
    assert.deepEqual(action.counts, { total: 30, success: 30, failure: 0 });
    assert.ok(action.completedAt >= action.createdAt);
    assert.deepEqual(await all(runs.list({ tag: "many", status: "DELAYED" })), []);
    const touched = await all(runs.list({ bulkAction: id, limit: 7 }));
    assert.deepEqual(new Set(touched), new Set(open.map((run) => run.id)));

    const replay = await runs.bulk.replay({ runIds: [open[0].id, open[1].id, `run_${"0".repeat(32)}`] });
    assert.deepEqual((await runs.bulk.poll(replay.id, { pollIntervalMs: 100 })).counts, { total: 3, success: 2, failure: 1 });
    assert.equal((await all(runs.list({ tag: "many", status: "QUEUED" }))).length, 2);
    await runs.bulk.abort(replay.id);
    assert.equal((await runs.bulk.retrieve(replay.id)).status, "COMPLETED");
    const listed = [];
    for await (const one of runs.bulk.list({ limit: 1 })) listed.push(one.id);
    assert.deepEqual(listed, [replay.id, id]);
    await assert.rejects(runs.bulk.retrieve("bulk_1"), NotFoundError);
    await assert.rejects(runs.bulk.cancel({ filter: {} }), BadRequestError);
    await assert.rejects(runs.bulk.cancel({ filter: { colour: "red" } }), BadRequestError);
  },

  /** An answer gets lost on its way: the client asks again, and there is one run. */
  async retries({ name }) {
    const target = new URL(process.env.TRIGGER_API_URL);
    let asked = 0;
    const proxy = http.createServer((request, answer) => {
      const isLost = request.method === "POST" && ++asked === 1;
      const on = http.request(target.origin + request.url, { method: request.method, headers: request.headers }, (got) => {
        answer.writeHead(isLost ? 503 : got.statusCode, isLost ? {} : got.headers);
        isLost ? got.resume().on("end", () => answer.end()) : got.pipe(answer);
      });
      request.pipe(on);
    });
    await new Promise((listening) => proxy.listen(0, "127.0.0.1", listening));
    configure({ baseURL: `http://127.0.0.1:${proxy.address().port}` });
    const handle = await tasks.trigger(name, { n: 1 });
    assert.equal(asked, 2);
    assert.equal(handle.isCached, true);
    assert.deepEqual(await all(runs.list({ taskIdentifier: name })), [handle.id]);
    proxy.closeAllConnections();
    proxy.close();
  },
};

await scenarios[process.argv[2]](JSON.parse(process.argv[3]));
