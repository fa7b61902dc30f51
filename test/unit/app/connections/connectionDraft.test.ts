import { deepEqual } from 'node:assert/strict';
import {
  type Answers,
  answersFrom,
  draftFrom,
  type Question,
  questionsFor,
  suspectQuestion,
} from '../../../../src/app/connections/connectionDraft';
import type { SignedConnection } from '../../../../src/app/connections/connections';
import { services } from '../../../support/services';

const rules = { services, isTaken: (name: string) => name === 'taken' };
const names = (questions: readonly Question[]) => questions.map(({ name }) => name).join(' ');
const asked = (answers: Answers, former?: SignedConnection) =>
  names(questionsFor(answers, { ...rules, ...(former && { former }) }));
const choicesOf = (answers: Answers, name: string) => {
  const question = questionsFor(answers, rules).find(one => one.name === name);
  return question?.kind === 'choice' ? question.choices.map(({ value }) => value) : undefined;
};

describe('the questions about a connection', () => {
  const oracle = 'service name endpoint';
  const cases: readonly (readonly [string, Answers, string])[] = [
    ['nothing yet', {}, 'service name auth.privateKey'],
    ['ImageKit', { service: 'imagekit' }, 'service name auth.privateKey'],
    ['ImageKit elsewhere', { service: 'imagekit', endpoint: 'https://a.test' }, 'service name endpoint auth.privateKey'],
    ['Oracle Content', { service: 'oracle' }, `${oracle} auth auth.username auth.password grant`],
    ['a token', { service: 'oracle', auth: 'bearerToken' }, `${oracle} auth auth.bearerToken grant`],
    [
      'a link',
      { service: 'oracle', auth: 'none', grant: 'publicLink' },
      `${oracle} auth grant grant.linkId grant.accessCode grant.opens`,
    ],
    ['a token and no link', { service: 'oracle', auth: 'bearerToken', grant: 'none' }, `${oracle} auth auth.bearerToken grant`],
    ['a service that is gone', { service: 'gone' }, 'service name endpoint'],
  ];
  for (const [what, answers, expected] of cases) {
    it(`are these, given ${what}`, () => {
      deepEqual(asked(answers), expected);
    });
  }

  it('leave no way out where a link is all there is', () => {
    deepEqual(
      [
        choicesOf({ service: 'oracle' }, 'auth'),
        choicesOf({ service: 'oracle', auth: 'password' }, 'grant'),
        choicesOf({ service: 'oracle', auth: 'none' }, 'grant'),
        asked({ service: 'oracle', auth: 'none', grant: 'appLink' }).includes('auth.'),
      ],
      [
        ['password', 'bearerToken', 'clientCredentials', 'none'],
        ['appLink', 'publicLink', 'none'],
        ['appLink', 'publicLink'],
        false,
      ],
    );
  });

  it('say what is wrong with an answer', () => {
    const questions = questionsFor({ service: 'oracle', auth: 'clientCredentials', grant: 'publicLink' }, rules);
    const wrong = (name: string, answer: string) => {
      const question = questions.find(one => one.name === name);
      return question?.kind === 'text' ? question.check(answer) : 'no such question';
    };
    deepEqual(
      [
        wrong('name', ' '),
        wrong('name', ' taken '),
        wrong('name', 'free'),
        wrong('endpoint', 'http://a.test'),
        wrong('endpoint', 'https://a.test'),
        wrong('auth.tokenUrl', ''),
        wrong('auth.tokenUrl', 'a.test/token'),
        wrong('auth.tokenUrl', 'https://a.test/token'),
        wrong('auth.clientId', 'anything'),
        wrong('grant.accessCode', ''),
        wrong('grant.linkId', ' '),
      ],
      [
        'Enter a name.',
        'Another connection has this name.',
        undefined,
        'The address must begin with https://, or with http:// for this computer.',
        undefined,
        'Enter the token URL.',
        'Enter a whole address that begins with https://.',
        undefined,
        undefined,
        undefined,
        'Enter the link id.',
      ],
    );
  });

  it('hide secrets, tell the usual address, and say where things are found', () => {
    const [, , key] = questionsFor({ service: 'imagekit' }, rules);
    deepEqual(
      [key].map(question => question?.kind === 'text' && { ...question, check: undefined }),
      [
        {
          kind: 'text',
          name: 'auth.privateKey',
          prompt: "Private key. It is in ImageKit's dashboard, under Developer options.",
          placeholder: 'private_…',
          helpUrl: 'https://imagekit.io/docs/api-keys',
          usualAddress: 'https://api.imagekit.io',
          secret: true,
          check: undefined,
        },
      ],
    );
  });
});

describe('a draft of a connection', () => {
  const connection = { id: '1', name: 'docs', service: 'oracle', endpoint: 'https://docs.test' };
  const client = { tokenUrl: 'https://id.test', clientId: 'i', clientSecret: 's', scope: 'c' };
  const former: SignedConnection = {
    connection,
    credentials: { auth: client, grant: { linkId: 'L1', accessCode: 'code' } },
  };
  const answers = answersFrom(former, services);

  it('shows what is kept, but for its secrets', () => {
    deepEqual(answers, {
      service: 'oracle',
      name: 'docs',
      endpoint: 'https://docs.test',
      auth: 'clientCredentials',
      'auth.tokenUrl': 'https://id.test',
      'auth.clientId': 'i',
      'auth.scope': 'c',
      grant: 'publicLink',
      'grant.opens': '',
    });
  });

  const link = { linkId: 'L1', accessCode: 'code' };
  const cases: readonly (readonly [string, Answers, object])[] = [
    ['nothing is typed', {}, former],
    ['a new name is typed', { name: ' b ' }, { ...former, connection: { ...connection, name: 'b' } }],
    ['the same address is typed otherwise', { endpoint: 'HTTPS://docs.test/' }, former],
    [
      'a secret is typed',
      { 'auth.clientSecret': 'new' },
      { connection, credentials: { auth: { ...client, clientSecret: 'new' }, grant: link } },
    ],
    [
      'the token comes from elsewhere',
      { 'auth.tokenUrl': 'https://evil.test' },
      { connection, credentials: { auth: { tokenUrl: 'https://evil.test', clientId: 'i', scope: 'c' }, grant: link } },
    ],
    [
      'the service is elsewhere',
      { endpoint: 'https://evil.test' },
      {
        connection: { ...connection, endpoint: 'https://evil.test' },
        credentials: { auth: { tokenUrl: 'https://id.test', clientId: 'i', scope: 'c' }, grant: {} },
      },
    ],
    [
      'another way to sign in is chosen',
      { auth: 'bearerToken', 'auth.bearerToken': 't' },
      { connection, credentials: { auth: { bearerToken: 't' }, grant: link } },
    ],
    ['the sign-in is given up', { auth: 'none' }, { connection, credentials: { grant: link } }],
    ['the link is given up', { grant: 'none' }, { connection, credentials: { auth: client } }],
    ['both are given up, which can not be', { auth: 'none', grant: 'none' }, { connection, credentials: { grant: {} } }],
  ];
  for (const [what, typed, expected] of cases) {
    it(`is this where ${what}`, () => {
      deepEqual(draftFrom('1', { ...answers, ...typed }, { services, former }), expected);
    });
  }

  it('asks for a secret again where it would go elsewhere', () => {
    const mayStayEmpty = (typed: Answers) =>
      questionsFor({ ...answers, ...typed }, { ...rules, former })
        .filter(question => question.kind === 'text' && question.secret && question.check('') === undefined)
        .map(({ name }) => name);
    deepEqual(
      [mayStayEmpty({}), mayStayEmpty({ 'auth.tokenUrl': 'https://evil.test' }), mayStayEmpty({ endpoint: 'https://evil.test' })],
      [['auth.clientSecret', 'grant.linkId', 'grant.accessCode'], ['grant.linkId', 'grant.accessCode'], ['grant.accessCode']],
    );
  });

  it('of a new one holds what was typed, and else the usual address', () => {
    const typed = { service: 'imagekit', name: ' a ', 'auth.privateKey': ' k ' };
    deepEqual(draftFrom('2', typed, { services }), {
      connection: { id: '2', name: 'a', service: 'imagekit', endpoint: 'https://api.imagekit.io' },
      credentials: { auth: { privateKey: 'k' } },
    });
  });

  it('leads from a fault to the answer that is likely wrong', () => {
    const suspects = (typed: Answers) => (code: 'unauthorized' | 'forbidden' | 'invalidInput' | 'refused', subject?: string) =>
      suspectQuestion({ code, ...(subject !== undefined && { subject }) }, typed, services);
    const both = suspects({ service: 'oracle', auth: 'password', grant: 'publicLink' });
    const link_ = suspects({ service: 'oracle', auth: 'none', grant: 'appLink' });
    const key = suspects({ service: 'imagekit' });
    deepEqual(
      [
        both('unauthorized'),
        both('forbidden'),
        both('forbidden', 'accessCode'),
        both('invalidInput', 'grant.opens'),
        both('refused', 'docs.test'),
        link_('unauthorized'),
        key('forbidden'),
        suspectQuestion({ code: 'unauthorized' }, { service: 'gone' }, services),
      ],
      [
        'auth.password',
        'auth.password',
        'grant.accessCode',
        'grant.opens',
        'endpoint',
        'grant.accessToken',
        'auth.privateKey',
        'endpoint',
      ],
    );
  });
});
