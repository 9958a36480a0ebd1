// What an agent does, with the public client, which checks every answer against the tool's schema.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const { MCP_URL, TOKEN } = process.env;
const URL_TO_CALL = 'https://example.com/hook';

async function connect(token, url = MCP_URL) {
  const client = new Client({ name: 'belfry-test', version: '1' });
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  await client.listTools();
  return client;
}

async function call(client, name, args = {}) {
  const result = await client.callTool({ name, arguments: args });
  assert.notEqual(result.isError, true, `${name}: ${result.content[0].text}`);
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
  return result.structuredContent;
}

async function walksFromAJobToItsExecution() {
  const client = await connect(TOKEN);
  assert.equal(client.getServerVersion().name, 'belfry');
  const { tools } = await client.listTools();
  for (const tool of tools) {
    assert.equal(typeof tool.annotations.readOnlyHint, 'boolean', tool.name);
    assert.equal(tool.outputSchema.type, 'object', tool.name);
    assert.ok(tool.inputSchema.properties.token, tool.name);
    assert.equal('dry_run' in tool.inputSchema.properties, tool.annotations.destructiveHint, tool.name);
  }
  const preview = await call(client, 'preview_schedule', { cron: '30 9 * * 1-5', timezone: 'Europe/Berlin', count: 2 });
  assert.equal(preview.runs.length, 2);
  const job = await call(client, 'create_job', { name: 'by TypeScript', url: URL_TO_CALL, cron: '0 0 1 1 *' });
  assert.equal((await call(client, 'list_jobs', { q: 'TypeScript' })).data[0].id, job.id);
  assert.equal((await call(client, 'get_job', { job_id: job.id })).name, 'by TypeScript');
  assert.equal((await call(client, 'pause_job', { job_id: job.id })).state, 'paused');
  assert.equal((await call(client, 'resume_job', { job_id: job.id })).state, 'active');
  const queued = await call(client, 'run_job', { job_id: job.id });
  assert.equal((await call(client, 'get_execution', { execution_id: queued.id })).status, 'queued');
  assert.ok((await call(client, 'explain_execution', { execution_id: queued.id })).sentence);
  assert.equal((await call(client, 'list_executions', { job_id: job.id, limit: 1 })).data[0].id, queued.id);
  await call(client, 'get_ledger', { job_id: job.id });
  const monitor = await call(client, 'create_monitor', { name: 'm', expected_interval_sec: 60 });
  assert.equal((await call(client, 'list_monitors')).data[0].id, monitor.id);
  const wrong = await client.callTool({ name: 'create_job', arguments: { name: 'n', url: 'ftp://x', cron: '61 * * * *' } });
  assert.equal(wrong.isError, true);
  assert.equal(JSON.parse(wrong.content[0].text).error.code, 'validation_error');
  const { resources } = await client.listResources();
  assert.ok((await client.readResource({ uri: resources[0].uri })).contents[0].text);
  assert.equal((await client.listPrompts()).prompts.length, 2);
  assert.ok((await client.getPrompt({ name: 'find-out-why-a-job-fails', arguments: { job: job.id } })).messages[0].content.text);
  await client.close();
}

async function handlesRunsByTheirOwnNames() {
  const jobs = await connect(TOKEN, `${MCP_URL}/jobs`);
  const job = await call(jobs, 'create_job', { name: 'a task', url: URL_TO_CALL, cron: '0 0 1 1 *' });
  await jobs.close();
  const triggered = await fetch(new URL(`/api/v1/tasks/${job.id}/trigger`, MCP_URL), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ payload: { to: 'a' }, options: { delay: '2h', metadata: { source: 'test' } } }),
  });
  const runId = (await triggered.json()).id;
  const client = await connect(TOKEN, `${MCP_URL}/runs`);
  const hints = new Map((await client.listTools()).tools.map(({ name, annotations: its }) => [
    name, [its.readOnlyHint, its.destructiveHint, its.idempotentHint],
  ]));
  assert.deepEqual(hints, new Map([
    ['list-runs', [true, false, true]],
    ['retrieve-run', [true, false, true]],
    ['cancel-run', [false, false, false]],
    ['replay-run', [false, false, false]],
    ['reschedule-run', [false, false, false]],
    ['add-tags-run', [false, false, true]],
  ]));
  for (const asked of [
    { taskIdentifier: job.id, status: 'DELAYED', limit: 1 },
    { 'filter[taskIdentifier]': [job.id], 'filter[status]': ['QUEUED', 'DELAYED'], 'page[size]': 1 },
  ]) {
    assert.deepEqual((await call(client, 'list-runs', asked)).data.map((run) => run.id), [runId]);
  }
  assert.deepEqual((await call(client, 'retrieve-run', { runId })).payload, { to: 'a' });
  const moved = await call(client, 'reschedule-run', { runId, body: { delay: '1d' } });
  assert.ok(new Date(moved.delayedUntil) - Date.now() > 23 * 3600_000);
  assert.match((await call(client, 'add-tags-run', { runId, body: { tags: ['x', 'y'] } })).message, /2 new tags/);
  assert.deepEqual(await call(client, 'cancel-run', { runId }), { id: runId });
  assert.equal((await call(client, 'retrieve-run', { runId })).status, 'CANCELED');
  const again = await call(client, 'replay-run', { runId, body: { payload: 'another', delay: '1h' } });
  assert.equal((await call(client, 'retrieve-run', { runId: again.id })).payload, 'another');
  const refused = await client.callTool({ name: 'retrieve-run', arguments: { runId: 'run_nobody' } });
  assert.equal(refused.isError, true);
  assert.equal(JSON.parse(refused.content[0].text).error, 'Run not found');
  await client.close();
}

async function worksInManySessionsAtOnce() {
  await Promise.all(
    Array.from({ length: 5 }, async (_, session) => {
      const client = await connect(TOKEN);
      const made = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          call(client, 'create_job', { name: `session ${session} job ${i}`, url: URL_TO_CALL, cron: '0 0 1 1 *' }),
        ),
      );
      assert.equal(new Set(made.map((job) => job.id)).size, 10);
      const found = await call(client, 'list_jobs', { q: `session ${session} `, limit: 100 });
      assert.equal(found.data.length, 10);
      await client.close();
    }),
  );
}

async function goesOnAfterACanceledCall() {
  const client = await connect(TOKEN);
  const abort = new AbortController();
  const canceled = client.callTool({ name: 'list_jobs', arguments: {} }, undefined, { signal: abort.signal });
  abort.abort('changed my mind');
  await assert.rejects(canceled);
  assert.ok((await call(client, 'list_jobs', { limit: 1 })).data);
  await client.close();
}

async function isToldOfAWrongToken() {
  await assert.rejects(connect('cron_pat_wrong'), /401|unauthorized/i);
  const stranger = await connect();
  const refused = await stranger.callTool({ name: 'list_jobs', arguments: { token: 'cron_pat_wrong' } });
  assert.equal(JSON.parse(refused.content[0].text).error.code, 'unauthorized');
  assert.ok((await call(stranger, 'list_jobs', { token: TOKEN })).data);
  await stranger.close();
}

async function agreesOnOlderVersions() {
  for (const protocolVersion of ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '1999-01-01']) {
    const message = {
      jsonrpc: '2.0', id: 1, method: 'initialize',
      params: { protocolVersion, capabilities: {}, clientInfo: { name: 'old', version: '0' } },
    };
    const answer = await fetch(MCP_URL, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
      body: JSON.stringify(message),
    });
    const agreed = (await answer.json()).result.protocolVersion;
    assert.equal(agreed, protocolVersion === '1999-01-01' ? '2025-11-25' : protocolVersion);
  }
}

for (const scene of [
  walksFromAJobToItsExecution,
  handlesRunsByTheirOwnNames,
  worksInManySessionsAtOnce,
  goesOnAfterACanceledCall,
  isToldOfAWrongToken,
  agreesOnOlderVersions,
]) {
  await scene();
  console.log(`done: ${scene.name}`);
}
