import { deepEqual, equal } from 'node:assert/strict';
import { changesOfRun, changesText } from '../../../../src/app/runs/changesText';
import { fileRecord } from './record';

describe('changes as two texts', () => {
  it('puts the same file on the same line, ordered by path', () => {
    const text = changesText([
      { id: 'b', path: '/mug-10.jpg', before: ['mug'], after: ['mug', 'sale'] },
      { id: 'a', path: '/mug-9.jpg', before: ['old'], after: [] },
    ]);
    deepEqual(text, {
      before: '/mug-9.jpg  : old  # a\n/mug-10.jpg : mug  # b\n',
      after: '/mug-9.jpg  :   # a\n/mug-10.jpg : mug, sale  # b\n',
    });
  });

  it('shows the id of a file without a path', () => {
    equal(changesText([{ id: 'a1', before: [], after: ['x'] }]).after, 'a1 : x  # a1\n');
  });

  it('keeps a line break within its line, and a comma within its tag', () => {
    const { before } = changesText([{ id: 'a', path: '/a\nb\u2028', before: ['x,y', 'z'], after: [] }]);
    equal(before, '"/a\\nb\\u2028" : "x,y", z  # a\n');
  });

  it('does not let one long path push all tags out of sight', () => {
    const { before } = changesText([
      { id: 'a', path: `/${'x'.repeat(200)}`, before: ['t'], after: [] },
      { id: 'b', path: '/y', before: ['t'], after: [] },
    ]);
    equal(before.split('\n')[1], `${'/y'.padEnd(40)} : t  # b`);
  });

  it('leaves out the files of a run that were not changed', () => {
    const files = [
      fileRecord({ id: 'a', before: [], after: ['sale'] }),
      fileRecord({ id: 'b', outcome: 'failed', before: [], after: ['sale'] }),
    ];
    deepEqual(changesOfRun({ files }), [{ id: 'a', before: [], after: ['sale'] }]);
  });
});
