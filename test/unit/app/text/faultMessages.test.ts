import { deepEqual } from 'node:assert/strict';
import { ConnectionFault, Fault, type FaultRecord } from '../../../../src/core/model/fault';
import { explainError, explainFault, type FaultPlace } from '../../../../src/app/text/faultMessages';
import type { Connection } from '../../../../src/core/service/connection';
import { services } from '../../../support/services';

const connection: Connection = { id: 'c', name: 'demo', service: 'imagekit', endpoint: 'https://api.example.com/x' };
const place: FaultPlace = { connection, serviceLabel: 'ImageKit' };
const edit = (code: FaultRecord['code']) => ({
  title: 'Edit Connection',
  command: 'tagwright.editConnection',
  arguments: [{ kind: 'connection', connection }, { code }],
});

describe('the message of a fault', () => {
  const cases: readonly (readonly [FaultRecord, FaultPlace | undefined, ReturnType<typeof explainFault>])[] = [
    [
      { code: 'hostNotFound' },
      place,
      {
        what: 'There is no host named api.example.com.',
        advice: 'Check the address, and whether you are online.',
        button: edit('hostNotFound'),
      },
    ],
    [
      { code: 'proxySignIn' },
      place,
      {
        what: 'The proxy wants a sign-in (407).',
        advice: "Put user name and password into the proxy's address, in the setting http.proxy.",
        button: { title: 'Open Settings', command: 'workbench.action.openSettings', arguments: ['http.proxy'] },
      },
    ],
    [
      { code: 'denied', subject: 'a1', detail: '[x](command:y)' },
      undefined,
      {
        what: 'This sign-in may not change a1 (403).',
        advice: 'The service says: [x] (command:y)',
      },
    ],
    [
      { code: 'rateLimited', retryAfterMs: 2_100 },
      place,
      {
        what: '"demo" gets too many requests (429).',
        advice: 'Try again in 3 s.',
      },
    ],
    [{ code: 'conflict', subject: 'a1' }, place, { what: 'Another change to a1 is under way (409).', advice: 'Try again.' }],
    [
      { code: 'unexpectedAnswer', subject: 'items.0' },
      place,
      {
        what: 'What answers at api.example.com is not the API of ImageKit.',
        advice: 'Check the address: it may lead to another server, or to a sign-in page. (In the answer: items.0)',
        button: edit('unexpectedAnswer'),
      },
    ],
    [
      { code: 'unfitTag', subject: '50%', problem: { kind: 'forbiddenCharacter', tag: '50%', character: '%' } },
      place,
      { what: 'ImageKit does not accept % in a tag: "50%".' },
    ],
    [
      { code: 'unfitTag', subject: 'a1', problem: { kind: 'tooManyTags', tags: 51, limit: 50 } },
      undefined,
      { what: 'The service accepts at most 50 tags on a file; this one would have 51.' },
    ],
    [
      { code: 'invalidInput', subject: 'connection', problem: { kind: 'noConnection', given: 'x' } },
      undefined,
      { what: 'There is no connection "x".' },
    ],
    [
      { code: 'invalidInput', subject: 'endpoint', problem: { kind: 'query' } },
      undefined,
      {
        what: '"endpoint" is missing or can\'t be used.',
        advice: 'Leave out what follows ? or #.',
      },
    ],
    [
      { code: 'invalidInput', subject: 'runId', problem: { kind: 'unfitRun', ability: 'undo' } },
      undefined,
      { what: 'There is nothing to undo in this run.' },
    ],
    [
      { code: 'invalidInput', subject: 'runId', problem: { kind: 'unfitRun', ability: 'undo', isUndone: true } },
      undefined,
      { what: 'A later run has taken this one back already.' },
    ],
    [
      { code: 'invalidInput', subject: 'runId', problem: { kind: 'unfitRun', ability: 'continue', isTriedAgain: true } },
      undefined,
      { what: 'A later run has gone on with this one already.' },
    ],
    [{ code: 'invalidInput' }, undefined, { what: "What was given can't be used." }],
    [
      { code: 'journal', isBusy: true },
      undefined,
      {
        what: 'This run is already running, here or in another window.',
      },
    ],
    [{ code: 'journal', subject: 'run-1' }, undefined, { what: "The journal of this run can't be read." }],
    [
      { code: 'journal', systemCode: 'ENOSPC' },
      undefined,
      {
        what: "Stopped, because the journal of runs can't be written.",
        advice:
          'Nothing is sent that is not written down first: check that the disk has room and that you may write to it. (ENOSPC)',
      },
    ],
    [
      { code: 'internal', detail: 'x' },
      undefined,
      {
        what: 'Something went wrong in Tagwright: x',
        button: { title: 'Show Log', command: 'tagwright.showLog' },
      },
    ],
  ];
  for (const [fault, where, message] of cases) {
    it(`${fault.code}${fault.subject === undefined ? '' : ` of ${fault.subject}`}${where ? ', on a connection' : ''}`, () => {
      deepEqual(explainFault(fault, where), message);
    });
  }

  it('leads to a sample library that is closed', () => {
    deepEqual(explainFault({ code: 'invalidInput', subject: 'demo', problem: { kind: 'sampleClosed' } }), {
      what: 'The sample library is closed. What you changed there was kept: open it to go on.',
      button: { title: 'Open Sample Library', command: 'tagwright.openSampleLibrary' },
    });
  });

  it('calls what a person is asked for as it is asked for', () => {
    const docs = { ...connection, service: 'oracle' };
    for (const subject of ['opens', 'grant.opens'])
      deepEqual(
        explainError(new ConnectionFault(docs, new Fault('invalidInput', { subject })), services).what,
        '"Folder or file that the link opens" is missing or can\'t be used.',
      );
  });

  it('tells of a link that its role decides what it may change', () => {
    const linked: FaultPlace = { connection: { ...connection, opens: 'folder' }, serviceLabel: 'Oracle Content' };
    deepEqual(explainFault({ code: 'denied', subject: 'mug.jpg', status: 403 }, linked), {
      what: 'This link may not change mug.jpg (403).',
      advice: 'Its role does not allow it.',
    });
  });

  it('names the connection of an error, and leads to it', () => {
    deepEqual(explainError(new ConnectionFault(connection, new Fault('unauthorized', { status: 401 })), services), {
      what: '"demo": the sign-in was not accepted (401).',
      advice: 'The key or password is missing or no longer valid: enter it again.',
      button: edit('unauthorized'),
    });
  });
});
