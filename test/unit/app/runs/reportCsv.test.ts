import { equal } from 'node:assert/strict';
import type { RunRecord } from '../../../../src/core/journal/journal';
import { reportCsv } from '../../../../src/app/runs/reportCsv';
import { fileRecord } from './record';

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
