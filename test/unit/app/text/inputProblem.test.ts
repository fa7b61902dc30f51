import { deepEqual } from 'node:assert/strict';
import { describeInputProblem } from '../../../../src/app/text/inputProblem';

describe('a problem with what was given', () => {
  it('names what a service does not accept', () => {
    deepEqual(
      [
        describeInputProblem({ kind: 'forbiddenCharacter', tag: '50%', character: '%' }, 'ImageKit'),
        describeInputProblem({ kind: 'forbiddenCharacter', tag: 'a,b', character: ',' }, 'Oracle Content'),
        describeInputProblem({ kind: 'tooManyCharacters', characters: 612, limit: 500 }, 'ImageKit'),
      ],
      [
        'ImageKit does not accept % in a tag: "50%".',
        'Oracle Content does not accept a comma in a tag: "a,b".',
        'ImageKit accepts at most 500 characters of tags at once; these have 612.',
      ],
    );
  });
});
