import assert from 'node:assert/strict';
import { changesText } from '../../../../src/ui/runs/changesText';

describe('changes as two texts', () => {
  it('puts the same file on the same line, ordered by path', () => {
    const text = changesText([
      { id: 'b', path: '/mug-10.jpg', before: ['mug'], after: ['mug', 'sale'] },
      { id: 'a', path: '/mug-9.jpg', before: ['old'], after: [] },
    ]);
    assert.deepEqual(text, {
      before: '/mug-9.jpg  : old  # a\n/mug-10.jpg : mug  # b\n',
      after: '/mug-9.jpg  :   # a\n/mug-10.jpg : mug, sale  # b\n',
    });
  });

  it('shows the id of a file without a path', () => {
    assert.equal(changesText([{ id: 'a1', before: [], after: ['x'] }]).after, 'a1 : x  # a1\n');
  });

  it('keeps a line break within its line, and a comma within its tag', () => {
    const { before } = changesText([{ id: 'a', path: '/a\nb\u2028', before: ['x,y', 'z'], after: [] }]);
    assert.equal(before, '"/a\\nb\\u2028" : "x,y", z  # a\n');
  });

  it('does not let one long path push all tags out of sight', () => {
    const { before } = changesText([
      { id: 'a', path: `/${'x'.repeat(200)}`, before: ['t'], after: [] },
      { id: 'b', path: '/y', before: ['t'], after: [] },
    ]);
    assert.ok(before.endsWith(`${'/y'.padEnd(40)} : t  # b\n`));
  });
});
