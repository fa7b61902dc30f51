import assert from 'node:assert/strict';
import { SeenTags } from '../../../../src/app/library/tagReader';

describe('the tags seen so far', () => {
  it('are counted by file, the most frequent first, each connection for itself', () => {
    const seen = new SeenTags();
    seen.see('a', '1', ['red']);
    seen.see('a', '2', ['blue', 'red']);
    seen.see('b', '1', ['green']);
    assert.deepEqual(
      [...seen.of('a')],
      [
        ['red', 2],
        ['blue', 1],
      ],
    );
    assert.deepEqual([...seen.of('c')], []);
  });

  it('follow a file that is seen again', () => {
    const seen = new SeenTags();
    seen.see('a', '1', ['red']);
    seen.see('a', '1', ['blue']);
    assert.deepEqual([...seen.of('a')], [['blue', 1]]);
    seen.forget('a');
    assert.deepEqual([...seen.of('a')], []);
  });
});
