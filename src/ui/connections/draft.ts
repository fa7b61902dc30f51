import { l10n } from 'vscode';
import { describeInputProblem } from '../../app/text/inputProblem';
import type { Auth, Connection, Credentials, Grant, ServiceId } from '../../core/model/connection';
import { type CredentialField, type CredentialForm, type ServiceDescriptor, serviceDescriptors } from '../../services';
import { checkEndpoint } from '../../services/endpoint';
import type { Answers, ChoiceQuestion, Question, TextQuestion } from '../input/questions';

/** A connection that is being made or changed, between the questions about it. */
export interface Draft {
  readonly connection: Connection;
  readonly credentials: Credentials;
}

export interface DraftRules {
  readonly isTaken: (name: string) => boolean;
  /** What is being changed: its secrets are never shown, and stay as they are where nothing is typed. */
  readonly former?: Draft;
}

/** What to ask about a connection, given what is known. */
export function questionsFor(answers: Answers, { isTaken, former }: DraftRules): readonly Question[] {
  const kind = serviceDescriptors[(answers['service'] ?? 'imagekit') as ServiceId];
  const signIn = formNamed(kind.signIns, answers['signIn'], kind.grants.length > 0);
  const grant = kind.grants.find(({ id }) => id === answers['grant']);
  const kept = keptCredentials(answers, former);
  return [
    ...(former ? [] : [serviceQuestion()]),
    nameQuestion(isTaken),
    endpointQuestion(kind),
    ...(kind.signIns.length > 1 || kind.grants.length > 0 ? [signInQuestion(kind)] : []),
    ...fieldQuestions('auth', signIn, kept.auth),
    ...(kind.grants.length > 0 ? [grantQuestion(kind, signIn)] : []),
    ...fieldQuestions('grant', grant, kept.grant),
  ];
}

/** The answers that lead to this connection, without its secrets. */
export function answersFrom({ connection, credentials }: Draft): Answers {
  const kind = serviceDescriptors[connection.service];
  const { auth, grant } = credentials;
  return {
    service: connection.service,
    name: connection.name,
    endpoint: connection.endpoint,
    ...shown('auth', kind.signIns, auth),
    ...shown('grant', kind.grants, grant),
    signIn: (auth && formOf(kind.signIns, auth)?.id) ?? none,
    grant: (grant && formOf(kind.grants, grant)?.id) ?? none,
  };
}

/** The connection that the answers to all questions make. */
export function draftFrom(id: string, answers: Answers, former?: Draft): Draft {
  const service = (answers['service'] ?? 'imagekit') as ServiceId;
  const kind = serviceDescriptors[service];
  const check = checkEndpoint(answers['endpoint'] ?? '');
  const endpoint = check.ok ? check.endpoint : '';
  const signIn = formNamed(kind.signIns, answers['signIn'], kind.grants.length > 0);
  const kept = keptCredentials(answers, former);
  const auth = filledIn('auth', signIn, answers, kept.auth);
  const grant = filledIn(
    'grant',
    kind.grants.find(form => form.id === answers['grant']),
    answers,
    kept.grant,
  );
  return {
    connection: { id, name: (answers['name'] ?? '').trim(), service, endpoint },
    credentials: { ...(auth ? { auth: auth as Auth } : {}), ...(grant ? { grant: grant as Grant } : {}) },
  };
}

const none = 'none';

/** A secret goes where it was given to go: for another address it is asked for again. */
function keptCredentials(answers: Answers, former: Draft | undefined): Credentials {
  if (!former) return {};
  const { connection, credentials } = former;
  const check = checkEndpoint(answers['endpoint'] ?? '');
  if (!check.ok || check.endpoint !== connection.endpoint) return {};
  const { auth, grant } = credentials;
  if (auth && valueOf(auth, 'tokenUrl') !== answers['auth.tokenUrl']) return grant ? { grant } : {};
  return credentials;
}

/** Where there is nothing to choose from, nobody was asked. */
function formNamed(forms: readonly CredentialForm[], id: string | undefined, isOptional: boolean): CredentialForm | undefined {
  return forms.find(form => form.id === id) ?? (isOptional && id === none ? undefined : forms[0]);
}

function serviceQuestion(): ChoiceQuestion {
  const choices = Object.values(serviceDescriptors).map(({ id, label }) => ({ value: id, label }));
  return { kind: 'choice', name: 'service', prompt: l10n.t('Which service keeps your files?'), choices };
}

function nameQuestion(isTaken: (name: string) => boolean): TextQuestion {
  return {
    kind: 'text',
    name: 'name',
    prompt: l10n.t('A name of your choice'),
    placeholder: l10n.t('Shop pictures'),
    check: text => {
      if (text.trim() === '') return l10n.t('Type a name.');
      return isTaken(text.trim()) ? l10n.t('Another connection has this name.') : undefined;
    },
  };
}

function endpointQuestion({ label, defaultEndpoint }: ServiceDescriptor): TextQuestion {
  return {
    kind: 'text',
    name: 'endpoint',
    prompt: l10n.t('The address of {0}', label),
    placeholder: 'https://…',
    ...(defaultEndpoint === undefined ? {} : { suggestion: defaultEndpoint }),
    check: text => {
      const check = checkEndpoint(text);
      return check.ok ? undefined : describeInputProblem({ kind: check.problem }, label);
    },
  };
}

function signInQuestion({ signIns, grants }: ServiceDescriptor): ChoiceQuestion {
  const choices = signIns.map(({ id, label }) => ({ value: id, label }));
  const without = { value: none, label: l10n.t('No sign-in: a link opens the files') };
  return {
    kind: 'choice',
    name: 'signIn',
    prompt: l10n.t('How do you sign in?'),
    choices: grants.length > 0 ? [...choices, without] : choices,
  };
}

function grantQuestion({ grants }: ServiceDescriptor, signIn: CredentialForm | undefined): ChoiceQuestion {
  const choices = grants.map(({ id, label }) => ({ value: id, label }));
  const without = { value: none, label: l10n.t('No link'), detail: l10n.t('You see the files that this sign-in may see.') };
  return {
    kind: 'choice',
    name: 'grant',
    prompt: l10n.t('Is there a link that opens the files?'),
    choices: signIn ? [without, ...choices] : choices,
  };
}

function fieldQuestions(
  part: 'auth' | 'grant',
  form: CredentialForm | undefined,
  former: object | undefined,
): readonly TextQuestion[] {
  return (form?.fields ?? []).map(field => fieldQuestion(part, field, former !== undefined && field.name in former));
}

function fieldQuestion(
  part: 'auth' | 'grant',
  { name, label, secret, optional, placeholder }: CredentialField,
  isKept: boolean,
): TextQuestion {
  const keeps = isKept && secret;
  return {
    kind: 'text',
    name: `${part}.${name}`,
    prompt: keeps
      ? l10n.t('{0} (leave empty to keep the present one)', label)
      : optional
        ? l10n.t('{0} (may stay empty)', label)
        : label,
    ...(placeholder === undefined ? {} : { placeholder }),
    secret,
    check: text => {
      if (text.trim() === '') return keeps || optional ? undefined : l10n.t('This is needed.');
      return isAcceptable(name, text) ? undefined : l10n.t('Type a whole address that begins with https://.');
    },
  };
}

/** Whether a field's text is an address that secrets may be sent to; any other field takes any text. */
function isAcceptable(name: string, text: string): boolean {
  return name !== 'tokenUrl' || checkEndpoint(text).ok;
}

/** The form that has the most fields in common with these values. */
function formOf(forms: readonly CredentialForm[], values: object): CredentialForm | undefined {
  const count = ({ fields }: CredentialForm) => fields.filter(({ name }) => name in values).length;
  return forms.filter(form => count(form) > 0).sort((left, right) => count(right) - count(left))[0];
}

function shown(part: 'auth' | 'grant', forms: readonly CredentialForm[], values: object | undefined): Answers {
  const form = values && formOf(forms, values);
  const fields = (form?.fields ?? []).filter(({ secret }) => !secret);
  return Object.fromEntries(fields.map(({ name }) => [`${part}.${name}`, valueOf(values, name) ?? '']));
}

function filledIn(
  part: 'auth' | 'grant',
  form: CredentialForm | undefined,
  answers: Answers,
  former: object | undefined,
): object | undefined {
  if (!form) return undefined;
  const values = form.fields.map(({ name, secret }) => {
    const answer = answers[`${part}.${name}`]?.trim();
    return [name, answer === undefined || answer === '' ? (secret ? valueOf(former, name) : undefined) : answer] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function valueOf(values: object | undefined, name: string): string | undefined {
  return (values as Readonly<Record<string, string>> | undefined)?.[name];
}
