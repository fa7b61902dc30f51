import { deepEqual, equal } from 'node:assert/strict';
import { formatOfFile, reportCsv, reportFileName, reportJson, runReport } from '../../../../src/app/runs/runReport';
import type { RunStatus } from '../../../../src/app/runs/runStatus';
import { speak } from '../../../../src/app/text/l10n';
import type { RunRecord } from '../../../../src/core/journal/journal';
import type { LaterRun } from '../../../../src/core/journal/relatedRuns';
import { countOutcomes } from '../../../../src/core/model/ledger';
import { services } from '../../../support/services';
import { fileRecord, runRecord } from './record';

describe('a run as JSON', () => {
  it('holds the run and all of its files', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    const record = runRecord([
      fileRecord({ id: 'a1', path: '/mug.jpg', before: [], after: ['sale'] }),
      fileRecord({ id: 'a2', outcome: 'failed', fault }),
    ]);
    deepEqual(JSON.parse(reportJson(record)), {
      runId: 'run-1',
      connection: { id: 'c', name: 'demo', service: 'imagekit' },
      edit: { kind: 'add', tags: ['sale'] },
      origin: { kind: 'edit' },
      startedAt: '2026-11-20T10:00:00.000Z',
      endedAt: '2026-11-20T10:00:12.000Z',
      counts: { changed: 1, unchanged: 0, missing: 0, failed: 1, unknown: 0, notSent: 0 },
      files: [
        { id: 'a1', path: '/mug.jpg', outcome: 'changed', tagsBefore: [], tagsAfter: ['sale'] },
        { id: 'a2', outcome: 'failed', reason: 'Locked', requestId: 'r-1' },
      ],
    });
  });
});

describe('a report', () => {
  const { ended: _, ...unended } = runRecord([fileRecord({ id: 'a1' })]);
  const whole = runRecord([fileRecord({ id: 'a1' })]);
  const stopped = (reason: NonNullable<RunRecord['ended']>['stopped']): RunRecord => ({
    ...whole,
    ended: { at: whole.startedAt, counts: { ...countOutcomes([]), notSent: 1 }, stopped: reason },
  });
  const head = async (record: RunRecord, status: RunStatus, later?: LaterRun) => {
    const history = {
      all: () => Promise.resolve(new Map([['run-1', { summary: record, status, ...(later && { later }) }]])),
      titleOf: () => Promise.resolve('Add sale'),
    };
    const runs = { record: () => Promise.resolve(record) };
    const [title, , facts, , state] = (await runReport('run-1', 'md', { runs, history, services })).split('\n');
    return { title, facts, ...(state?.startsWith('>') && { state }) };
  };
  before(() => {
    speak({ locale: 'en' });
  });

  it('says which run it is', async () => {
    const { title, facts } = await head(whole, 'done');
    equal(title, '# Add sale');
    equal(facts?.replace(/Nov.*M/, 'DATE'), 'demo \\(ImageKit\\) · 1 file · DATE · 12 s');
  });

  for (const [status, record, state] of [
    ['done', whole, undefined],
    ['cutOff', unended, '> This run was cut off\\. "Resume Run" does the rest\\.'],
    ['running', unended, '> This run is under way\\: the report shows how far it has come\\.'],
    ['cancelled', stopped('cancelled'), '> This run was cancelled\\. "Continue Run" does the rest\\.'],
    [
      'stopped',
      stopped({ code: 'tooLarge' }),
      '> This run was stopped\\. The service gave an answer that is too large\\. Check the address\\. "Continue Run" does the rest\\.',
    ],
  ] as const) {
    it(`tells that a run is ${status}`, async () => {
      equal((await head(record, status)).state, state);
    });
  }

  it('tells what a later run made of it', async () => {
    const undone = await head(whole, 'done', { kind: 'undone', changed: 238 });
    const continued = await head(stopped('cancelled'), 'cancelled', { kind: 'continued', changed: 1 });
    const cutOff = await head(unended, 'cutOff', { kind: 'undone', changed: 1 });
    deepEqual(
      [undone.state, continued.state, cutOff.state],
      [
        '> A later run took it back on 238 files\\.',
        '> This run was cancelled\\. A later run went on with it, and changed 1 file\\.',
        '> This run was cut off\\. A later run took it back on 1 file\\.',
      ],
    );
  });

  it('is named after its time, and has the format of its name', () => {
    equal(reportFileName({ startedAt: Date.UTC(2026, 10, 20, 9, 5) }), 'tagwright-20261120-0905.csv');
    deepEqual(['/a/b.JSON', '/b.md', '/b.csv', '/b'].map(formatOfFile), ['json', 'md', 'csv', 'csv']);
  });
});

const head = '\ufeffid,path,outcome,reason,requestId,tagsBefore,tagsAfter\r\n';

function csv(...files: RunRecord['files']): string {
  return reportCsv({ files }).slice(head.length);
}

describe('a run as CSV', () => {
  it('has a head that a spreadsheet reads as UTF-8', () => {
    equal(reportCsv({ files: [] }), head);
  });

  it('has a row for each file', () => {
    const file = fileRecord({ id: 'a1', path: '/mug.jpg', before: ['mug'], after: ['mug', 'sale'] });
    equal(csv(file), 'a1,/mug.jpg,changed,,,mug,"mug, sale"\r\n');
  });

  it('tells why, and which request it was', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    equal(csv(fileRecord({ id: 'a1', outcome: 'failed', fault })), 'a1,,failed,Locked,r-1,,\r\n');
  });

  it('keeps quotes, commas and line breaks within their cell', () => {
    const file = fileRecord({ id: 'a1', path: '/a "b",\nc', before: ['x,y', 'z"'], after: [] });
    equal(csv(file), 'a1,"/a ""b"",\nc",changed,,,"""x,y"", ""z""""""",\r\n');
  });

  it('quotes a lone line feed or carriage return', () => {
    equal(
      csv(fileRecord({ id: 'a1', path: 'a\nb' }), fileRecord({ id: 'a2', path: 'a\rb' })),
      'a1,"a\nb",changed,,,,\r\na2,"a\rb",changed,,,,\r\n',
    );
  });

  it('does not let a spreadsheet that parts cells elsewhere find a formula, and hides nothing', () => {
    equal(
      csv(fileRecord({ id: 'a1', path: '/a;=1|@b\u202e', before: ['x; +1'], after: ['x', '=1'] })),
      `a1,/a;'=1|'@b⟨202E⟩,changed,,,x; '+1,"x, '=1"\r\n`,
    );
  });

  for (const sign of ['=', '+', '-', '@']) {
    it(`does not let a spreadsheet take ${sign} for the beginning of a formula`, () => {
      equal(csv(fileRecord({ id: 'a1', path: `${sign}1` })), `a1,'${sign}1,changed,,,,\r\n`);
    });
  }
});
