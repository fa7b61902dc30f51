import { deepEqual, rejects } from 'node:assert/strict';
import { cancellation, isCancelled } from '../../../../src/app/cancellation';
import type { ServiceSource } from '../../../../src/app/connections/ports';
import { back, runWizard, type WizardFace, type WizardRules } from '../../../../src/app/connections/wizard';
import { Fault } from '../../../../src/core/model/fault';
import { MemoryService } from '../../../support/memoryService';
import { services } from '../../../support/services';

/** A person who answers what was agreed, question by question, and a service that answers with these faults, one a test. */
function meet(
  given: readonly (string | typeof back)[],
  faults: readonly (Error | 'works' | 'renews')[],
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
      service.check = () => (next instanceof Error ? Promise.reject(next) : (Promise.resolve({ label: 'a' }) as never));
      if (next === 'renews') await keep({ ...credentials, renewed: true });
      return { service, account: 'a' };
    },
  };
  const face: WizardFace = {
    ask: (question, value, { step, steps }) => {
      log.push(`${step}/${steps} ${question.name}${value === '' ? '' : ` (${value})`}`);
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
  const run = (former?: WizardRules['former']) =>
    runWizard({ id: '1', services: source, isTaken: () => false, ...(former && { former }) }, face);
  return { run, log };
}

const draft = {
  connection: { id: '1', name: 'shop', service: 'imagekit', endpoint: 'https://a.test' },
  credentials: { auth: { privateKey: 'k' } },
};
const answers = ['imagekit', 'shop', 'https://a.test', 'k'];
const refused = new Fault('forbidden', { status: 403 });

describe('the wizard of connections', () => {
  it('asks, tests and gives the connection', async () => {
    const { run, log } = meet(answers, ['works']);
    deepEqual([await run(), log], [draft, ['1/4 service', '2/4 name', '3/4 endpoint', '4/4 auth.privateKey', 'test shop']]);
  });

  it('goes back and loses nothing', async () => {
    const { run, log } = meet(
      ['imagekit', 'a', back, 'shop', 'https://a.test', back, back, 'shop', 'https://a.test', 'k'],
      ['works'],
    );
    deepEqual(
      [await run(), log],
      [
        draft,
        [
          '1/4 service',
          '2/4 name',
          '3/4 endpoint',
          '2/4 name (a)',
          '3/4 endpoint',
          '4/4 auth.privateKey',
          '3/4 endpoint (https://a.test)',
          '2/4 name (shop)',
          '3/4 endpoint (https://a.test)',
          '4/4 auth.privateKey',
          'test shop',
        ],
      ],
    );
  });

  it('leads back to the likely cause, as often as it takes', async () => {
    const { run, log } = meet(
      [...answers, 'k2', 'https://b.test', 'k3'],
      [refused, new Fault('refused', { subject: 'a.test' }), 'works'],
      ['correct', 'correct'],
    );
    const { connection, credentials } = await run();
    deepEqual(
      [connection.endpoint, credentials, log.slice(4)],
      [
        'https://b.test',
        { auth: { privateKey: 'k3' } },
        [
          'test shop',
          'forbidden on shop',
          '4/4 auth.privateKey (k)',
          'test shop',
          'refused on shop',
          '3/4 endpoint (https://a.test)',
          '4/4 auth.privateKey (k2)',
          'test shop',
        ],
      ],
    );
  });

  it('keeps what does not work where that is wanted', async () => {
    deepEqual(await meet(answers, [refused], ['keep']).run(), draft);
  });

  it('keeps a sign-in that was renewed on the way', async () => {
    const { credentials } = await meet(answers, ['renews']).run();
    deepEqual(credentials, { auth: { privateKey: 'k' }, renewed: true });
  });

  it('begins with what is known of a former one, and asks for no other service', async () => {
    const { run, log } = meet(['shop', 'https://a.test', ''], ['works']);
    deepEqual(
      [await run(draft), log.slice(0, 3)],
      [draft, ['1/3 name (shop)', '2/3 endpoint (https://a.test)', '3/3 auth.privateKey']],
    );
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
