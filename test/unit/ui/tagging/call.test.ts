import { deepEqual, throws } from 'node:assert/strict';
import { Fault } from '../../../../src/core/model/fault';
import type { Call } from '../../../../src/ui/call';
import { givenFiles } from '../../../../src/ui/tagging/call';
import { bulkLimits, singleLimits } from '../../../support/memoryService';

const given = (call: Call) => givenFiles(call, 'tags', bulkLimits);

describe('a call of a tagging command', () => {
  it('names files and tags', () => {
    deepEqual(given({ connection: 'demo', fileIds: ['f1', 'f2'], tags: [' sale ', 'new', 'sale'] }), {
      fileIds: ['f1', 'f2'],
      tags: ['sale', 'new'],
    });
  });

  it('needs no tags to clear them', () => {
    deepEqual(givenFiles({ fileIds: ['f1'] }, 'noTags', bulkLimits), { fileIds: ['f1'], tags: [] });
  });

  it('may have a comma in a tag where the service takes it', () => {
    deepEqual(given({ fileIds: ['f1'], tags: ['a, b'] }).tags, ['a, b']);
    throws(() => givenFiles({ fileIds: ['f1'], tags: ['a, b'] }, 'tags', singleLimits), Fault);
  });

  for (const [what, call, subject, problem] of [
    ['no files', { tags: ['a'] }, 'fileIds', undefined],
    ['files that are no list', { fileIds: 'f1', tags: ['a'] }, 'fileIds', undefined],
    ['an empty list of files', { fileIds: [], tags: ['a'] }, 'fileIds', undefined],
    ['a file that is no text', { fileIds: [1], tags: ['a'] }, 'fileIds', undefined],
    ['what is no id', { fileIds: ['f1', '../x'], tags: ['a'] }, 'fileIds', { kind: 'noId', id: '../x' }],
    ['no tags', { fileIds: ['f1'] }, 'tags', undefined],
    ['an empty list of tags', { fileIds: ['f1'], tags: [] }, 'tags', undefined],
    ['a blank tag', { fileIds: ['f1'], tags: ['a', ' '] }, 'tags', undefined],
    [
      'a tag that is refused',
      { fileIds: ['f1'], tags: ['50%'] },
      'tags',
      { kind: 'forbiddenCharacter', tag: '50%', character: '%' },
    ],
    [
      'too long a tag',
      { fileIds: ['f1'], tags: ['a'.repeat(501)] },
      'tags',
      { kind: 'tooLong', tag: 'a'.repeat(501), characters: 501, limit: 500 },
    ],
    [
      'too many characters',
      { fileIds: ['f1'], tags: ['a'.repeat(300), 'b'.repeat(201)] },
      'tags',
      { kind: 'tooManyCharacters', characters: 501, limit: 500 },
    ],
  ] as const) {
    it(`is refused with ${what}`, () => {
      throws(
        () => given(call),
        (error: Fault) => {
          deepEqual([error.code, error.facts], ['invalidInput', { subject, ...(problem && { problem }) }]);
          return true;
        },
      );
    });
  }
});
