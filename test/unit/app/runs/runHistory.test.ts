import { deepEqual } from 'node:assert/strict';
import { RunHistory } from '../../../../src/app/runs/runHistory';
import type { Job } from '../../../../src/core/plan/plan';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

/** A history with two runs of the same connection, the second of which waits for the first. */
async function open() {
  const clock = new VirtualClock();
  const ids = ['a', 'b', 'c', 'd'];
  const library = new Map(ids.map(id => [id, []] as const));
  const session = sessionOf(new MemoryService(library, { clock, latencyMs: 1_000 }), clock);
  let count = 0;
  const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => `run-${++count}` });
  const job: Job = { session, targets: ids.map(id => ({ id, edit: { kind: 'add', tags: ['sale'] } })), origin: { kind: 'edit' } };
  const history = new RunHistory({ runs, clock });
  const preparation = await runs.prepare(job, { signal: new AbortController().signal });
  const started = [runs.start(preparation), runs.start(preparation)];
  const statuses = async () => Array.from(await history.all(), ([runId, { status }]) => `${runId} ${status}`).sort();
  return { history, statuses, done: () => Promise.all(started.map(run => run.done)) };
}

describe('the list of runs', () => {
  it('has a run from the moment it is begun, whether it has its turn or not', async () => {
    const { statuses, done } = await open();
    const begun = await statuses();
    await done();
    // what is told of the end comes with the next turn of the loop
    await new Promise(setImmediate);
    deepEqual(
      { begun, ended: await statuses() },
      { begun: ['run-1 starting', 'run-2 waiting'], ended: ['run-1 done', 'run-2 done'] },
    );
  });

  it('tells of each run that ended, and nothing once it is disposed', async () => {
    const { history, done } = await open();
    const ended: string[] = [];
    history.onDidEnd(runId => {
      ended.push(runId);
      history.dispose();
    });
    await done();
    await new Promise(setImmediate);
    deepEqual(ended, ['run-1']);
  });
});
