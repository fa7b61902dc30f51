import { deepEqual, rejects } from 'node:assert/strict';
import { isCancelled } from '../../../../src/core/model/abortSignals';
import { chooseRun, type RunWanted } from '../../../../src/app/runs/chooseRun';
import type { RunEntry } from '../../../../src/app/runs/runHistory';
import type { RunSummary } from '../../../../src/core/journal/journal';
import { fileRecord, runRecord } from './record';

const done: RunEntry = { summary: { ...runRecord([fileRecord({ id: 'a' })]), runId: 'done' }, status: 'done' };
const undone: RunEntry = { ...done, summary: { ...done.summary, runId: 'undone', undoneBy: 'undo' } };
const { ended: _, ...unended } = runRecord([fileRecord({ id: 'a' })]);
const cutOff: RunEntry = { summary: { ...unended, runId: 'cut' } satisfies RunSummary, status: 'cutOff' };

/** Chooses among runs, and tells what a person saw of it. */
async function choose(
  given: string | undefined,
  wanted: Partial<RunWanted>,
  entries: readonly RunEntry[] = [done, cutOff, undone],
) {
  const seen: string[] = [];
  const history = {
    all: () => Promise.resolve(new Map(entries.map(entry => [entry.summary.runId, entry]))),
    refresh: () => seen.push('refreshed'),
  };
  const picked = await chooseRun(
    history,
    given,
    { prompt: 'Which?', none: 'None.', ...wanted },
    {
      pick: (choices, prompt) => {
        seen.push(`${prompt} ${choices.map(({ title, entry }) => `${entry.summary.runId}: ${title}`).join(', ')}`);
        return Promise.resolve(choices[0]);
      },
      tell: message => seen.push(message),
    },
  ).then(
    entry => entry.summary.runId,
    (error: unknown) => {
      if (isCancelled(error)) return 'cancelled';
      throw error;
    },
  );
  return { picked, seen };
}

describe('the run that a command is about', () => {
  it('is the given one, without a question', async () => {
    deepEqual(await choose('done', { ability: 'undo' }), { picked: 'done', seen: [] });
  });

  it('is picked among those that are good for it', async () => {
    deepEqual(await choose(undefined, { ability: 'resume' }), {
      picked: 'cut',
      seen: ['refreshed', 'Which? cut: Add sale'],
    });
  });

  it('is the first run rather than one that took it back or did it once more, where it is in the list', async () => {
    const undo = { kind: 'undo', of: 'done' } as const;
    const redo: RunEntry = { ...done, summary: { ...done.summary, runId: 'redo', origin: { ...undo, isRedo: true } } };
    const alone: RunEntry = {
      ...done,
      summary: { ...done.summary, runId: 'alone', origin: { ...undo, of: 'gone', isRedo: true } },
    };
    deepEqual(await choose(undefined, { ability: 'undo' }, [redo, done, alone]), {
      picked: 'done',
      seen: ['refreshed', 'Which? done: Add sale, alone: Undo of an earlier run'],
    });
  });

  it('is any where any is good for it', async () => {
    deepEqual(await choose(undefined, {}), {
      picked: 'done',
      seen: ['refreshed', 'Which? done: Add sale, cut: Add sale, undone: Add sale'],
    });
  });

  it('is none where none is good for it', async () => {
    deepEqual(await choose(undefined, { ability: 'pause' }), { picked: 'cancelled', seen: ['refreshed', 'None.'] });
  });

  it('may be asked for its failed files even if there are none', async () => {
    deepEqual(await choose('done', { ability: 'showFailed' }), { picked: 'done', seen: [] });
  });

  for (const [what, given, ability, problem] of [
    ['gone', 'gone', 'undo', { kind: 'noRun', runId: 'gone' }],
    ['not fit for it', 'done', 'resume', { kind: 'unfitRun', ability: 'resume' }],
    ['taken back already', 'undone', 'undo', { kind: 'unfitRun', ability: 'undo', isUndone: true }],
  ] as const) {
    it(`is refused where it is ${what}`, async () => {
      await rejects(choose(given, { ability }), { code: 'invalidInput', facts: { subject: 'runId', problem } });
    });
  }
});
