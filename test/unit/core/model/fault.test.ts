import { deepEqual } from 'node:assert/strict';
import { Fault, faultOf, type FaultRecord, faultTraits, keptFault, recordOf, stackOf } from '../../../../src/core/model/fault';

describe('a fault', () => {
  it('is told by its facts, as far as there are any', () => {
    deepEqual(
      [
        new Fault('timeout').message,
        new Fault('refused', { subject: 'a.test', systemCode: 'ECONNREFUSED' }).message,
        new Fault('denied', { status: 403, subject: 'f1', detail: 'No.' }).message,
        new Fault('invalidInput', { subject: 'tags', problem: { kind: 'noTags' } }).message,
      ],
      ['timeout', 'refused · a.test · ECONNREFUSED', 'denied · 403 · f1 · No.', 'invalidInput · tags · noTags'],
    );
  });

  it('is internal where it was not foreseen, and keeps no words of others', () => {
    const others = Object.assign(new TypeError('private_key'), { code: 'ERR_X' });
    deepEqual(
      [new TypeError('x is not a function'), others, new SyntaxError('"private_key" is not valid JSON'), 'private_key'].map(
        error => recordOf(faultOf(error)),
      ),
      ['TypeError: x is not a function', 'TypeError: ERR_X', 'SyntaxError', 'string'].map(detail => ({
        code: 'internal',
        detail,
      })),
    );
  });

  it('shows in the log where it came from, with its causes and without their words', () => {
    const cause = new SyntaxError('"private_key" is not valid JSON');
    cause.stack = 'SyntaxError: "private_key\n    is not valid\n    at parse (a.js:1:2)';
    const error = faultOf(cause);
    error.stack = 'Fault: internal\n    at faultOf (b.js:3:4)';
    deepEqual(stackOf(error).split('\n'), [
      'Fault: internal · SyntaxError',
      '    at faultOf (b.js:3:4)',
      'caused by SyntaxError',
      '    at parse (a.js:1:2)',
    ]);
  });

  it('is understood as an earlier version kept it', () => {
    const kept = (record: object) => keptFault(record as FaultRecord);
    deepEqual(
      [
        { code: 'rejected', status: 400, detail: 'Locked' },
        { code: 'unfitTag', subject: '50%', detail: '%' },
        { code: 'unfitTag', subject: 'long', limit: 3 },
        { code: 'journal', detail: 'ENOSPC' },
        { code: 'journal', subject: 'r1', detail: 'EBUSY' },
        { code: 'ofTomorrow', status: 499 },
        { code: 'toString' },
      ].map(kept),
      [
        { code: 'rejected', status: 400, detail: 'Locked' },
        { code: 'unfitTag', subject: '50%', problem: { kind: 'forbiddenCharacter', tag: '50%', character: '%' } },
        { code: 'unfitTag', subject: 'long', problem: { kind: 'tooLong', tag: 'long', characters: 4, limit: 3 } },
        { code: 'journal', systemCode: 'ENOSPC' },
        { code: 'journal', subject: 'r1', isBusy: true },
        { code: 'internal', detail: 'ofTomorrow' },
        { code: 'internal', detail: 'toString' },
      ],
    );
  });

  it('has traits that agree with each other', () => {
    const contradicting = Object.entries(faultTraits).filter(
      ([, { mayHaveArrived, endsEverything }]) => mayHaveArrived && endsEverything,
    );
    deepEqual(contradicting, []);
  });
});
