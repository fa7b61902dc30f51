import { deepEqual, rejects } from 'node:assert/strict';
import { cancellation, isCancelled } from '../../../../src/core/model/abortSignals';
import type { ServiceSource } from '../../../../src/app/connections/ports';
import { back, otherAddress, runWizard, type WizardFace, type WizardRules } from '../../../../src/app/connections/wizard';
import { Fault } from '../../../../src/core/model/fault';
import { MemoryService } from '../../../support/memoryService';
import { services } from '../../../support/services';

/** A person who answers what was agreed, question by question, and a service that answers with these faults, one a test. */
function meet(
  given: readonly (string | typeof back | typeof otherAddress)[],
  faults: readonly (Error | 'works' | 'renews' | 'opens')[],
  decisions: readonly string[] = [],
) {
  const log: string[] = [];
  const answers = [...given];
  const left = [...faults];
  const decided = [...decisions];
  const source: ServiceSource = {
    all: services.all,
    of: id => services.of(id),
    parse: (id, value) => services.parse(id, value),
    open: async (_connection, credentials, keep) => {
      const next = left.shift();
      const service = new MemoryService(new Map());
      const account = next === 'opens' ? ({ label: 'a', opens: 'folder' } as const) : { label: 'a' };
      service.check = () => (next instanceof Error ? Promise.reject(next) : Promise.resolve(account as never));
      if (next === 'renews') await keep({ ...credentials, renewed: true });
      return { service, account: 'a' };
    },
  };
  const face: WizardFace = {
    ask: (question, value, { step, steps }) => {
      log.push(`${step}/${steps ?? '?'} ${question.name}${value === '' ? '' : ` (${value})`}`);
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(cancellation()) : Promise.resolve(answer);
    },
    test: ({ connection }, work) => {
      log.push(`test ${connection.name}`);
      return work(new AbortController().signal);
    },
    decide: ({ connection, fault }) => {
      log.push(`${fault.code} on ${connection.name}`);
      const decision = decided.shift();
      return decision === undefined ? Promise.reject(cancellation()) : Promise.resolve(decision as 'keep' | 'correct');
    },
  };
  const run = (more: Pick<WizardRules, 'former' | 'doubt'> = {}) =>
    runWizard({ id: '1', services: source, isTaken: () => false, ...more }, face);
  return { run, log };
}

const draft = {
  connection: { id: '1', name: 'shop', service: 'imagekit', endpoint: 'https://api.imagekit.io' },
  credentials: { auth: { privateKey: 'k' } },
};
const tested = { ...draft, account: { label: 'a' } };
const answers = ['imagekit', 'shop', 'k'];
const refused = new Fault('forbidden', { status: 403 });

describe('the wizard of connections', () => {
  it('asks, tests and gives the connection', async () => {
    const { run, log } = meet(answers, ['works']);
    deepEqual([await run(), log], [tested, ['1/? service', '2/3 name', '3/3 auth.privateKey', 'test shop']]);
  });

  it('asks for an address where there is no usual one, and where that is wanted', async () => {
    const { run, log } = meet(['imagekit', 'shop', otherAddress, 'https://a.test', 'k'], ['works']);
    const { connection } = await run();
    deepEqual(
      [connection.endpoint, log.slice(2)],
      ['https://a.test', ['3/3 auth.privateKey', '3/4 endpoint (https://api.imagekit.io)', '4/4 auth.privateKey', 'test shop']],
    );
    const oracle = meet(['oracle', 'docs', 'https://docs.test'], []);
    await rejects(oracle.run(), isCancelled);
    deepEqual(oracle.log.at(-2), '3/? endpoint');
  });

  it('tells how many steps there are once no choice ahead can change it', async () => {
    const { run, log } = meet(
      ['oracle', 'docs', 'https://docs.test', 'none', 'publicLink', 'L1', '', 'F'.padEnd(40, '1')],
      ['works'],
    );
    await run();
    deepEqual(log, [
      '1/? service',
      '2/? name',
      '3/? endpoint',
      '4/? auth',
      '5/? grant',
      '6/8 grant.linkId',
      '7/8 grant.accessCode',
      '8/8 grant.opens',
      'test docs',
    ]);
  });

  it('goes back and loses nothing', async () => {
    const { run, log } = meet(
      [
        'imagekit',
        'a',
        back,
        'shop',
        otherAddress,
        'https://api.imagekit.io',
        back,
        back,
        'shop',
        'https://api.imagekit.io',
        'k',
      ],
      ['works'],
    );
    deepEqual(
      [await run(), log],
      [
        tested,
        [
          '1/? service',
          '2/3 name',
          '3/3 auth.privateKey',
          '2/3 name (a)',
          '3/3 auth.privateKey',
          '3/4 endpoint (https://api.imagekit.io)',
          '4/4 auth.privateKey',
          '3/4 endpoint (https://api.imagekit.io)',
          '2/4 name (shop)',
          '3/4 endpoint (https://api.imagekit.io)',
          '4/4 auth.privateKey',
          'test shop',
        ],
      ],
    );
  });

  it('leads back to the likely cause, as often as it takes', async () => {
    const { run, log } = meet(
      [...answers, 'k2', 'https://b.test', 'k3'],
      [refused, new Fault('refused', { subject: 'api.imagekit.io' }), 'works'],
      ['correct', 'correct'],
    );
    const { connection, credentials } = await run();
    deepEqual(
      [connection.endpoint, credentials, log.slice(3)],
      [
        'https://b.test',
        { auth: { privateKey: 'k3' } },
        [
          'test shop',
          'forbidden on shop',
          '3/3 auth.privateKey (k)',
          'test shop',
          'refused on shop',
          '3/4 endpoint (https://api.imagekit.io)',
          '4/4 auth.privateKey (k2)',
          'test shop',
        ],
      ],
    );
  });

  it('keeps what a link opens', async () => {
    const { connection } = await meet(answers, ['opens']).run();
    deepEqual(connection, { ...draft.connection, opens: 'folder' });
  });

  it('keeps what does not work where that is wanted', async () => {
    deepEqual(await meet(answers, [refused], ['keep']).run(), draft);
  });

  it('keeps a sign-in that was renewed on the way', async () => {
    const { credentials } = await meet(answers, ['renews']).run();
    deepEqual(credentials, { auth: { privateKey: 'k' }, renewed: true });
  });

  it('begins with what is known of a former one, and asks for no other service', async () => {
    const { run, log } = meet(['shop', ''], ['works']);
    deepEqual([await run({ former: draft }), log], [tested, ['1/2 name (shop)', '2/2 auth.privateKey', 'test shop']]);
  });

  it('begins with the likely cause of what went wrong with a former one', async () => {
    const { run, log } = meet(['k2'], ['works']);
    const { credentials } = await run({ former: draft, doubt: { code: 'unauthorized' } });
    deepEqual([credentials, log], [{ auth: { privateKey: 'k2' } }, ['2/2 auth.privateKey', 'test shop']]);
    const elsewhere = meet(['https://b.test', 'k2'], ['works']);
    await elsewhere.run({ former: draft, doubt: { code: 'hostNotFound' } });
    deepEqual(elsewhere.log, ['2/3 endpoint (https://api.imagekit.io)', '3/3 auth.privateKey', 'test shop']);
  });

  for (const [what, meeting] of [
    ['while it is asked', meet(['imagekit'], [])],
    ['when it is told why it does not work', meet(answers, [refused])],
  ] as const) {
    it(`ends where the person leaves ${what}`, async () => {
      await rejects(meeting.run(), isCancelled);
    });
  }

  it('ends where a test is called off', async () => {
    const { run, log } = meet(answers, [cancellation()], ['keep']);
    await rejects(run(), isCancelled);
    deepEqual(log.at(-1), 'test shop');
  });
});
