import { deepEqual } from 'node:assert/strict';
import { completionMessage, completionNotice } from '../../../../src/app/jobs/completionMessage';
import type { FaultPlace } from '../../../../src/app/text/faultMessages';
import { countOutcomes, type Ledger, type Outcome } from '../../../../src/core/model/ledger';

const place: FaultPlace = {
  connection: { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://demo.example' },
  serviceLabel: 'ImageKit',
};
const add = { kind: 'add', tags: ['sale'] } as const;

function ledgerOf(outcomes: readonly Outcome[], stopped?: Ledger['stopped']): Ledger {
  const files = outcomes.map((outcome, index) => ({ id: `f${index}`, outcome }));
  return { runId: 'r', files, counts: countOutcomes(files), ...(stopped !== undefined && { stopped }) };
}

describe('the last word on a job', () => {
  const cases: readonly (readonly [string, Ledger, object])[] = [
    [
      'a few files that went well',
      ledgerOf(['changed']),
      { severity: 'info', prominence: 'passing', buttons: ['Undo'], hint: 'Click to undo' },
    ],
    ['a few files that needed nothing', ledgerOf(['unchanged']), { severity: 'info', prominence: 'passing', buttons: [] }],
    [
      'many files that went well',
      ledgerOf(Array.from({ length: 11 }, () => 'changed')),
      { severity: 'info', prominence: 'notification', buttons: ['Undo'] },
    ],
    [
      'files that failed',
      ledgerOf(['changed', 'failed']),
      { severity: 'warning', prominence: 'notification', buttons: ['Show Failed', 'Retry', 'Undo'] },
    ],
    [
      'files that are missing',
      ledgerOf(['missing']),
      { severity: 'warning', prominence: 'notification', buttons: ['Show Missing'] },
    ],
    [
      'a run that was cancelled',
      ledgerOf(['changed', 'notSent'], 'cancelled'),
      { severity: 'warning', prominence: 'notification', buttons: ['Continue', 'Undo'] },
    ],
    [
      'a run that was stopped',
      ledgerOf(['notSent'], { code: 'unauthorized', status: 401 }),
      { severity: 'error', prominence: 'notification', buttons: ['Edit Connection', 'Continue'] },
    ],
  ];
  for (const [what, ledger, expected] of cases) {
    it(`is right for ${what}`, () => {
      const { text: _, buttons, ...rest } = completionMessage(ledger, add, place);
      deepEqual({ ...rest, buttons: buttons.map(({ title }) => title) }, expected);
    });
  }

  it('tells what stopped a run before what came of it, and leads to both', () => {
    const connection = place.connection;
    deepEqual(completionMessage(ledgerOf(['changed', 'notSent'], { code: 'unauthorized', status: 401 }), add, place), {
      severity: 'error',
      prominence: 'notification',
      text:
        '"demo": the sign-in was not accepted (401). The key or password is missing or no longer valid: enter it again. ' +
        'Added "sale" to 1 file; 1 not sent.',
      buttons: [
        {
          title: 'Edit Connection',
          command: 'tagwright.editConnection',
          arguments: [{ kind: 'connection', connection }, { code: 'unauthorized' }],
        },
        { title: 'Continue', command: 'tagwright.continueRun', arguments: [{ kind: 'run', runId: 'r' }] },
        { title: 'Undo', command: 'tagwright.undoRun', arguments: [{ kind: 'run', runId: 'r' }] },
      ],
    });
  });

  it('says where the role of a link is why', () => {
    const linked = { ...place, connection: { ...place.connection, opens: 'file' as const } };
    const denied = {
      ...ledgerOf(['failed']),
      files: [{ id: 'a', outcome: 'failed' as const, fault: { code: 'denied' as const } }],
    };
    deepEqual(
      completionMessage(denied, add, linked).text,
      'Nothing was changed; 1 failed. The role of the link does not allow it.',
    );
  });

  it('is short where a program has the ledger', () => {
    deepEqual(completionNotice(ledgerOf(['changed', 'failed']), add), {
      severity: 'warning',
      prominence: 'passing',
      text: 'Added "sale" to 1 file; 1 failed.',
      buttons: [],
    });
  });
});
