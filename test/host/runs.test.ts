import assert from 'node:assert/strict';
import { Uri, workspace } from 'vscode';
import type { CallAnswer } from '../../src/app/jobs/callAnswer';
import { call } from '../support/call';

const connection = 'sample-imagekit';
const files = ['598821f949c0a938d57563bd', '598821f949c0a938d57563be'];

function tagsOf({ files: outcomes }: CallAnswer): readonly (readonly string[] | undefined)[] {
  return outcomes.map(({ after }) => after);
}

describe('runs', () => {
  before(async () => {
    await call('openSampleLibrary', {});
  });

  it('are undone, and the undoing is undone', async () => {
    const run = await call<CallAnswer>('addTags', { connection, fileIds: files, tags: ['sale'] });
    const undo = await call<CallAnswer>('undoRun', { runId: run.runId });
    const redo = await call<CallAnswer>('undoRun', { runId: undo.runId });
    assert.deepEqual(
      tagsOf(undo),
      run.files.map(({ before }) => before),
    );
    assert.deepEqual(tagsOf(redo), tagsOf(run));
    const title = async ({ runId }: CallAnswer) => (await call<string>('showRunReport', { runId })).split('\n')[0];
    assert.deepEqual(
      { run: await title(run), undo: await title(undo), redo: await title(redo) },
      { run: '# Add sale', undo: '# Undo\\: Add sale', redo: '# Redo\\: Add sale' },
    );
    await call('undoRun', { runId: redo.runId });
  });

  it('name the files that were edited before an undo, and take back their own part alone', async () => {
    const run = await call<CallAnswer>('addTags', { connection, fileIds: files, tags: ['sale'] });
    const other = await call<CallAnswer>('addTags', { connection, fileIds: files.slice(0, 1), tags: ['theirs'] });
    const undo = await call<CallAnswer>('undoRun', { runId: run.runId });
    assert.deepEqual(tagsOf(undo), [[...(run.files[0]?.before ?? []), 'theirs'], run.files[1]?.before]);
    assert.match(await call<string>('showRunReport', { runId: undo.runId }), /1 file was edited since/);
    await call('undoRun', { runId: other.runId });
  });

  it('tell what became of each file, as Markdown, CSV and JSON', async () => {
    const missing = '5fffffffffffffffffffff01';
    const { runId } = await call<CallAnswer>('addTags', { connection, fileIds: [files[0], missing], tags: ['sale'] });
    const markdown = await call<string>('showRunReport', { runId });
    const csv = await call<string>('exportRunReport', { runId });
    const json = JSON.parse(await call<string>('exportRunReport', { runId, format: 'json' })) as {
      files: { id: string; outcome: string }[];
    };
    assert.match(markdown, /## Missing \(1\)\n[^#]*`5fffffffffffffffffffff01`/);
    assert.equal(csv.trimEnd().split('\r\n').length, 3);
    assert.deepEqual(
      json.files.map(({ id, outcome }) => [id, outcome]).sort(),
      [
        [files[0], 'changed'],
        [missing, 'missing'],
      ].sort(),
    );
    assert.deepEqual(await call<object[]>('showFailed', { runId }), [
      { id: missing, outcome: 'missing', reason: 'The library has no such file.' },
    ]);
    await call('dismissFailed', { runId });
    await call('undoRun', { runId });
  });

  it('are documents, too: the report, and the changes before and after', async () => {
    const { runId, files: changed } = await call<CallAnswer>('addTags', {
      connection,
      fileIds: files.slice(0, 1),
      tags: ['sale'],
    });
    const text = async (part: string) => {
      const uri = Uri.from({ scheme: 'tagwright-run', path: `/${part}/tags`, query: runId });
      return (await workspace.openTextDocument(uri)).getText();
    };
    const [report, before, after] = await Promise.all([text('report'), text('before'), text('after')]);
    assert.match(report, /^# Add sale\n/);
    const [file] = changed;
    const line = (tags: readonly string[] = []) => `${file?.path ?? ''} : ${tags.join(', ')}  # ${file?.id ?? ''}\n`;
    assert.deepEqual({ before, after }, { before: line(file?.before), after: line(file?.after) });
    await call('undoRun', { runId });
  });

  for (const command of ['undoRun', 'retryFailed', 'resumeRun', 'showRunReport', 'pauseRun', 'cancelRun', 'showFailed']) {
    it(`${command} refuses a run that does not exist`, async () => {
      await assert.rejects(call(command, { runId: 'gone' }), /There is no run gone/);
    });
  }
});
