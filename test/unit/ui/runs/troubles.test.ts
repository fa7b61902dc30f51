import assert from 'node:assert/strict';
import { failureGroups } from '../../../../src/ui/runs/failureGroups';
import { fileRecord } from './record';

describe('files to look at', () => {
  it('are grouped by outcome and reason, the gravest first and then the most frequent', () => {
    const files = [
      fileRecord({ id: 'ok' }),
      fileRecord({ id: 'later', outcome: 'notSent' }),
      fileRecord({ id: 'gone', outcome: 'missing' }),
      fileRecord({ id: 'x', outcome: 'failed', fault: { code: 'rejected' } }),
      fileRecord({ id: 'y', outcome: 'failed', fault: { code: 'denied' } }),
      fileRecord({ id: 'z', outcome: 'failed', fault: { code: 'denied' } }),
      fileRecord({ id: 'open', outcome: 'unknown', open: true }),
    ];
    const groups = failureGroups({ files }, ({ fault, open }) => fault?.code ?? (open ? 'open' : ''));
    assert.deepEqual(
      groups.map(({ outcome, reason, files: found }) => [outcome, reason, found.map(({ id }) => id)]),
      [
        ['failed', 'denied', ['y', 'z']],
        ['failed', 'rejected', ['x']],
        ['missing', '', ['gone']],
        ['notSent', '', ['later']],
        ['notSent', 'open', ['open']],
      ],
    );
  });
});
