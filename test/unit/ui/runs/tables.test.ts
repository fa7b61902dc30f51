import assert from 'node:assert/strict';
import type { RunRecord } from '../../../../src/core/run/journal';
import { csvOf, jsonOf } from '../../../../src/ui/runs/tables';
import { fileRecord, runRecord } from './record';

const reasonOf: Parameters<typeof csvOf>[1] = ({ fault }) => fault?.detail ?? '';
const head = '\ufeffid,path,outcome,reason,requestId,tagsBefore,tagsAfter\r\n';

function csv(...files: RunRecord['files']): string {
  return csvOf({ files }, reasonOf).slice(head.length);
}

describe('a run as CSV', () => {
  it('has a head that a spreadsheet reads as UTF-8', () => {
    assert.equal(csvOf({ files: [] }, reasonOf), head);
  });

  it('has a row for each file', () => {
    const file = fileRecord({ id: 'a1', path: '/mug.jpg', before: ['mug'], after: ['mug', 'sale'] });
    assert.equal(csv(file), 'a1,/mug.jpg,changed,,,mug,"mug, sale"\r\n');
  });

  it('tells why, and which request it was', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    assert.equal(csv(fileRecord({ id: 'a1', outcome: 'failed', fault })), 'a1,,failed,Locked,r-1,,\r\n');
  });

  it('keeps quotes, commas and line breaks within their cell', () => {
    const file = fileRecord({ id: 'a1', path: '/a "b",\nc', before: ['x,y', 'z"'], after: [] });
    assert.equal(csv(file), 'a1,"/a ""b"",\nc",changed,,,"""x,y"", ""z""""""",\r\n');
  });

  it('quotes a lone line feed or carriage return', () => {
    assert.equal(
      csv(fileRecord({ id: 'a1', path: 'a\nb' }), fileRecord({ id: 'a2', path: 'a\rb' })),
      'a1,"a\nb",changed,,,,\r\na2,"a\rb",changed,,,,\r\n',
    );
  });

  for (const sign of ['=', '+', '-', '@']) {
    it(`does not let a spreadsheet take ${sign} for the beginning of a formula`, () => {
      assert.equal(csv(fileRecord({ id: 'a1', path: `${sign}1` })), `a1,'${sign}1,changed,,,,\r\n`);
    });
  }
});

describe('a run as JSON', () => {
  it('holds the run and all of its files', () => {
    const fault = { code: 'rejected', detail: 'Locked', requestId: 'r-1' } as const;
    const record = runRecord([
      fileRecord({ id: 'a1', path: '/mug.jpg', before: [], after: ['sale'] }),
      fileRecord({ id: 'a2', outcome: 'failed', fault }),
    ]);
    assert.deepEqual(JSON.parse(jsonOf(record, reasonOf)), {
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
