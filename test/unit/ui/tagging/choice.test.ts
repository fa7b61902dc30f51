import { deepEqual } from 'node:assert/strict';
import { choiceOf, chosenFile } from '../../../../src/ui/tagging/choice';

describe('chosen files', () => {
  it('come each once', () => {
    deepEqual(choiceOf('c', [{ id: 'a' }, { id: 'b' }, { id: 'a', path: '/a' }]), {
      connectionId: 'c',
      files: [{ id: 'a', path: '/a' }, { id: 'b' }],
    });
  });

  it('keep what is known of them', () => {
    deepEqual(
      [chosenFile({ id: 'a', path: '/a', tags: [] }), chosenFile({ id: 'b', path: '', tags: undefined })],
      [{ id: 'a', path: '/a', tags: [] }, { id: 'b' }],
    );
  });
});
