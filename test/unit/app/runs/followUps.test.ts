import { deepEqual, rejects } from 'node:assert/strict';
import { type FollowUp, followUp } from '../../../../src/app/runs/followUps';
import type { RunStatus } from '../../../../src/app/runs/runStatus';
import type { RunRecord } from '../../../../src/core/journal/journal';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';
import { runRecord } from './record';

const clock = new VirtualClock();
const session = sessionOf(new MemoryService(new Map(), { clock }), clock);

/** Follows a run up, and tells what became of that. */
async function play(kind: FollowUp, status: RunStatus, connectionId = session.connection.id) {
  const done: string[] = [];
  const record: RunRecord = { ...runRecord([]), connection: { ...runRecord([]).connection, id: connectionId } };
  const ledger = { runId: 'new', counts: { changed: 0, unchanged: 0, missing: 0, failed: 0, unknown: 0, notSent: 0 }, files: [] };
  await followUp(kind, { summary: record, status }, 'program', {
    connections: { all: [session.connection] },
    sessions: { of: () => Promise.resolve(session) },
    runs: {
      record: () => Promise.resolve(record),
      undoOf: ({ runId }) => Promise.resolve({ session, targets: [], origin: { kind: 'undo', of: runId } }),
      retryOf: ({ runId }) => Promise.resolve({ session, targets: [], origin: { kind: 'retry', of: runId } }),
    },
    jobs: {
      carryOut: ({ origin }: { origin: { kind: string } }, caller: string) => {
        done.push(`${origin.kind} for a ${caller}`);
        return Promise.resolve(ledger);
      },
      resume: ({ runId }, _session, caller) => {
        done.push(`resume ${runId} for a ${caller}`);
        return Promise.resolve(ledger);
      },
    },
  });
  return done;
}

describe('what follows from a run', () => {
  for (const [kind, status, done] of [
    ['undo', 'done', ['undo for a program']],
    ['retry', 'partly', ['retry for a program']],
    ['resume', 'cutOff', ['resume run-1 for a program']],
  ] as const) {
    it(`is ${kind}`, async () => {
      deepEqual(await play(kind, status), done);
    });
  }

  for (const [what, kind, status, connectionId, facts] of [
    [
      'is not cut off',
      'resume',
      'done',
      session.connection.id,
      { subject: 'runId', problem: { kind: 'unfitRun', ability: 'resume' } },
    ],
    ['has lost its connection', 'undo', 'done', 'gone', { subject: 'demo', problem: { kind: 'connectionGone' } }],
    ['is of a sample that is closed', 'undo', 'done', 'sample-imagekit', { subject: 'demo', problem: { kind: 'sampleClosed' } }],
  ] as const) {
    it(`is nothing where it ${what}`, async () => {
      await rejects(play(kind, status, connectionId), { code: 'invalidInput', facts });
    });
  }
});
