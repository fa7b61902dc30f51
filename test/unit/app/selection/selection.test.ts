import { deepEqual } from 'node:assert/strict';
import { selectionOf, selectedFile } from '../../../../src/app/selection/selection';

describe('chosen files', () => {
  it('come each once', () => {
    deepEqual(selectionOf('c', [{ id: 'a' }, { id: 'b' }, { id: 'a', path: '/a' }]), {
      connectionId: 'c',
      files: [{ id: 'a', path: '/a' }, { id: 'b' }],
    });
  });

  it('keep what is known of them', () => {
    deepEqual(
      [selectedFile({ id: 'a', path: '/a', tags: [] }), selectedFile({ id: 'b', path: '', tags: undefined })],
      [{ id: 'a', path: '/a', tags: [] }, { id: 'b' }],
    );
  });
});
