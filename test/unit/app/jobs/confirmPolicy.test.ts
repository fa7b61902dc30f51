import { deepEqual } from 'node:assert/strict';
import { contributes } from '../../../../package.json';
import { confirmPolicies, confirmPolicyOf, losesMuch, needsConfirmation } from '../../../../src/app/jobs/confirmPolicy';

describe('a person is asked', () => {
  const one = { overwrites: false, unrestorable: [], files: 1, changing: 1 };
  for (const [what, summary, asked] of [
    ['of a few files', { ...one, files: 10, changing: 10 }, ['always']],
    ['of many files', { ...one, files: 11 }, ['always', 'moreThan10']],
    ['of all tags of one file', { ...one, overwrites: true }, ['always', 'moreThan10', 'replaceOrClear']],
    [
      'of tags that nothing puts back',
      { ...one, unrestorable: [{ tag: 'Cup', files: 1 }] },
      ['always', 'moreThan10', 'replaceOrClear'],
    ],
    ['of nothing', { ...one, overwrites: true, files: 11, changing: 0 }, []],
  ] as const) {
    it(`${what}: ${asked.join(', ') || 'never'}`, () => {
      deepEqual(
        confirmPolicies.filter(policy => needsConfirmation(policy, summary)),
        asked,
      );
    });
  }
});

describe('a habitual Enter', () => {
  const some = { overwrites: false, unrestorable: [], changing: 11 };
  for (const [what, summaries, mustNot] of [
    ['does what was named, on many files', [some], false],
    ['replaces the tags of a few files', [{ ...some, overwrites: true, changing: 10 }], false],
    [
      'never replaces the tags of many',
      [
        { ...some, overwrites: true, changing: 6 },
        { ...some, changing: 6 },
      ],
      true,
    ],
    ['never does what nothing puts back', [{ ...some, unrestorable: [{ tag: 'Cup', files: 1 }], changing: 1 }], true],
  ] as const) {
    it(what, () => {
      deepEqual(losesMuch(summaries), mustNot);
    });
  }
});

describe('the setting of when a person is asked', () => {
  it('has the names of the policies', () => {
    const setting = contributes.configuration.properties['tagwright.confirm'];
    deepEqual([setting.enum, setting.default], [[...confirmPolicies], confirmPolicyOf(undefined)]);
  });

  it('is understood by its earlier names, and asks where it is none', () => {
    deepEqual(['always', 'large', 'destructive', 'never', 'nevr', 1].map(confirmPolicyOf), [
      'always',
      'moreThan10',
      'replaceOrClear',
      'never',
      'moreThan10',
      'moreThan10',
    ]);
  });
});
