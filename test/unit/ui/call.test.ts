import assert from 'node:assert/strict';
import { Fault } from '../../../src/core/model/fault';
import { callOf, isCall } from '../../../src/ui/call';

class Uri {
  readonly scheme = 'file';
}

describe('a command is called', () => {
  const cases: readonly [string, readonly unknown[], boolean][] = [
    ['from the palette', [], false],
    ["from a view's title", [undefined, undefined], false],
    ['on an element of a tree', [{ kind: 'file' }, [{ kind: 'file' }]], false],
    ['from an editor', [new Uri(), { groupId: 0 }], false],
    ['with an object', [{ connection: 'demo' }], true],
    ['with an empty object', [{}], true],
    ['with a text', ['demo'], true],
    ['with a list', [['demo']], true],
  ];
  for (const [title, args, expected] of cases) {
    it(`${title}: ${expected ? 'a call' : 'a person'}`, () => {
      assert.equal(isCall(args), expected);
    });
  }

  it('and a person gave no object', () => {
    assert.equal(callOf([{ kind: 'file' }], []), undefined);
  });

  for (const args of [['demo'], [['demo']], [7], [{ conection: 'demo' }]]) {
    it(`and ${JSON.stringify(args)} is refused`, () => {
      assert.throws(
        () => callOf(args, ['connection']),
        (error: unknown) => error instanceof Fault && error.code === 'invalidInput',
      );
    });
  }
});
