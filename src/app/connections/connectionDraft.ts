import type { Connection, Credentials } from '../../core/service/connection';
import type {
  CredentialField,
  CredentialForm,
  CredentialPart,
  ServiceCatalog,
  ServiceDescriptor,
} from '../../core/service/descriptor';
import { checkEndpoint } from '../../core/service/endpoint';
import type { FaultRecord } from '../../core/model/fault';
import * as text from '../text/connectionText';
import type { SignedConnection } from './connections';

/** One step of the way to a connection. Its answer is kept under its name. */
export type Question = TextQuestion | ChoiceQuestion;

export interface TextQuestion {
  readonly kind: 'text';
  readonly name: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What is typed stays hidden. */
  readonly secret?: boolean;
  /** Where to read more. */
  readonly helpUrl?: string;
  /** What is typed goes to the service's usual address, and another one can be given. */
  readonly usualAddress?: string;
  /** What is wrong with the text, while it is typed; undefined when nothing is. */
  readonly check: (answer: string) => string | undefined;
}

export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly name: string;
  readonly prompt: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

export type Answers = Readonly<Record<string, string>>;

export interface DraftRules {
  readonly services: ServiceCatalog;
  readonly isTaken: (name: string) => boolean;
  /** What is being changed: its secrets are never shown, and stay as they are where nothing is typed. */
  readonly former?: SignedConnection;
}

/** What to ask about a connection, given what is known. */
export function questionsFor(answers: Answers, { services, isTaken, former }: DraftRules): readonly Question[] {
  const service = serviceOf(answers, services);
  const kept = keptCredentials(answers, service, former);
  const usualAddress = answers['endpoint'] === undefined ? service.defaultEndpoint : undefined;
  const elsewhere = usualAddress === undefined ? {} : { usualAddress };
  return [
    ...(former ? [] : [serviceQuestion(services)]),
    { ...nameQuestion(isTaken), ...elsewhere },
    ...(usualAddress === undefined ? [endpointQuestion(service)] : []),
    ...service.credentials.flatMap(part => {
      const form = chosenForm(part, answers, service);
      const question = formQuestion(part, canGoWithout(part, answers, service));
      return [
        ...(question.choices.length > 1 ? [question] : []),
        ...(form?.fields ?? []).map(field => ({
          ...fieldQuestion(part, field, {
            isKept: valueOf(kept[part.name], field.name) !== undefined,
            isAlone: filledBeside(part, answers, service).length === 0,
          }),
          ...elsewhere,
        })),
      ];
    }),
  ];
}

/** The same answers with an address among them, so that it is asked for: without one the service's usual address is meant. */
export function withAddress(answers: Answers, services: ServiceCatalog): Answers {
  return { ...answers, endpoint: addressIn(answers, serviceOf(answers, services)) };
}

/** The answers that lead to this connection, without its secrets. */
export function answersFrom({ connection, credentials }: SignedConnection, services: ServiceCatalog): Answers {
  const { service, name, endpoint } = connection;
  const { credentials: descriptions, defaultEndpoint } = services.of(service);
  const parts = descriptions.map(part => {
    const form = formOf(part.forms, credentials[part.name]);
    const shown = (form?.fields ?? []).filter(({ secret }) => !secret);
    return Object.fromEntries([
      [part.name, form?.id ?? without],
      ...shown.map(({ name }) => [`${part.name}.${name}`, valueOf(credentials[part.name], name) ?? '']),
    ]) as Answers;
  });
  return Object.assign({ service, name, ...(endpoint === defaultEndpoint ? {} : { endpoint }) }, ...parts) as Answers;
}

/** The connection that the answers to all questions make. */
export function draftFrom(id: string, answers: Answers, { services, former }: Omit<DraftRules, 'isTaken'>): SignedConnection {
  const service = serviceOf(answers, services);
  const kept = keptCredentials(answers, service, former);
  const parts = service.credentials.flatMap(part => {
    const form = chosenForm(part, answers, service);
    return form ? [[part.name, filledIn(part, form, answers, kept[part.name])] as const] : [];
  });
  const connection: Connection = {
    id,
    name: (answers['name'] ?? '').trim(),
    service: service.id,
    endpoint: normalEndpoint(addressIn(answers, service)) ?? '',
  };
  return { connection, credentials: Object.fromEntries(parts) };
}

/** The question whose answer is the likely cause of a fault. */
export function suspectQuestion(
  { code, subject }: Pick<FaultRecord, 'code' | 'subject'>,
  answers: Answers,
  services: ServiceCatalog,
): string {
  const service = serviceOf(answers, services);
  const filled = service.credentials.flatMap(part => {
    const form = chosenForm(part, answers, service);
    return form ? [{ part, form }] : [];
  });
  const fields = filled.flatMap(({ part, form }) => form.fields.map(({ name }) => ({ name, question: `${part.name}.${name}` })));
  const named = fields.find(({ name, question }) => subject === name || subject === question);
  if (named) return named.question;
  const isSignIn = code === 'unauthorized' || code === 'forbidden' || code === 'denied';
  const [first] = filled;
  return isSignIn && first ? `${first.part.name}.${first.form.suspect}` : 'endpoint';
}

const without = 'none';

function serviceOf(answers: Answers, services: ServiceCatalog): ServiceDescriptor {
  const id = answers['service'] ?? services.all[0]?.id;
  return services.of(id ?? '');
}

function addressIn(answers: Answers, { defaultEndpoint = '' }: ServiceDescriptor): string {
  return answers['endpoint'] ?? defaultEndpoint;
}

/** A secret goes where it was given to go: for another address it is asked for again. */
function keptCredentials(answers: Answers, service: ServiceDescriptor, former: SignedConnection | undefined): Credentials {
  if (!former || normalEndpoint(addressIn(answers, service)) !== former.connection.endpoint) return {};
  return Object.fromEntries(
    service.credentials.flatMap(part => {
      const values = former.credentials[part.name];
      const form = formOf(part.forms, values);
      if (!form || form !== chosenForm(part, answers, service)) return [];
      const addresses = form.fields.filter(({ isAddress }) => isAddress);
      const goesElsewhere = addresses.some(({ name }) => valueOf(values, name) !== answers[`${part.name}.${name}`]?.trim());
      return goesElsewhere ? [] : [[part.name, values]];
    }),
  );
}

/** Where nothing was chosen yet, or nothing is there to choose from: the first form of the first part, and no more than is needed. */
function chosenForm(part: CredentialPart, answers: Answers, service: ServiceDescriptor): CredentialForm | undefined {
  const [first] = part.forms;
  const answer = answers[part.name];
  if (answer === undefined) return part.without && filledBeside(part, answers, service).length > 0 ? undefined : first;
  return part.forms.find(({ id }) => id === answer) ?? (canGoWithout(part, answers, service) ? undefined : first);
}

/** At least one part is needed: the last one can't be done without where no other is there. */
function canGoWithout(part: CredentialPart, answers: Answers, service: ServiceDescriptor): boolean {
  const isLast = part === service.credentials.at(-1);
  return part.without !== undefined && (!isLast || filledBeside(part, answers, service).length > 0);
}

/** The parts before this one that are filled in. */
function filledBeside(part: CredentialPart, answers: Answers, { credentials }: ServiceDescriptor): readonly CredentialPart[] {
  return credentials.slice(0, credentials.indexOf(part)).filter(({ name }) => answers[name] !== without);
}

function serviceQuestion({ all }: ServiceCatalog): ChoiceQuestion {
  return {
    kind: 'choice',
    name: 'service',
    prompt: text.whichService(),
    choices: all.map(({ id, label }) => ({ value: id, label })),
  };
}

function nameQuestion(isTaken: (name: string) => boolean): TextQuestion {
  return {
    kind: 'text',
    name: 'name',
    prompt: text.nameOfChoice(),
    placeholder: text.exampleName(),
    check: answer => {
      if (answer.trim() === '') return text.nameNeeded();
      return isTaken(answer.trim()) ? text.nameTaken() : undefined;
    },
  };
}

function endpointQuestion({ label, endpointPlaceholder = 'https://…' }: ServiceDescriptor): TextQuestion {
  return {
    kind: 'text',
    name: 'endpoint',
    prompt: text.addressOf(label),
    placeholder: endpointPlaceholder,
    check: answer => {
      const check = checkEndpoint(answer);
      return check.ok ? undefined : text.endpointProblem(check.problem, label);
    },
  };
}

function formQuestion({ name, prompt, forms, without: none }: CredentialPart, isOptional: boolean): ChoiceQuestion {
  const choices = forms.map(({ id, label }) => ({ value: id, label: text.word(label) }));
  const detail = none?.detail;
  const last = none &&
    isOptional && {
      value: without,
      label: text.word(none.label),
      ...(detail !== undefined && { detail: text.word(detail) }),
    };
  return { kind: 'choice', name, prompt: text.word(prompt), choices: last ? [...choices, last] : choices };
}

function fieldQuestion(
  part: CredentialPart,
  { name, label, secret, optional, placeholder, isAddress, pattern, help }: CredentialField,
  { isKept, isAlone }: { readonly isKept: boolean; readonly isAlone: boolean },
): TextQuestion {
  const keeps = isKept && secret;
  const mayStayEmpty = optional === 'always' || (optional === 'besides' && !isAlone);
  return {
    kind: 'text',
    name: `${part.name}.${name}`,
    prompt: text.fieldPrompt(
      text.word(label),
      keeps ? 'keeps' : mayStayEmpty ? 'optional' : 'needed',
      help && text.word(help.sentence),
    ),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(help?.url === undefined ? {} : { helpUrl: help.url }),
    secret,
    check: answer => {
      if (answer.trim() === '') return keeps || mayStayEmpty ? undefined : text.answerNeeded(text.word(label));
      if (isAddress && !checkEndpoint(answer).ok) return text.wholeAddressNeeded();
      return pattern && !pattern.test(answer) ? text.answerUnfit(text.word(label)) : undefined;
    },
  };
}

/** The form that has the most fields in common with these values. */
function formOf(forms: readonly CredentialForm[], values: unknown): CredentialForm | undefined {
  const count = ({ fields }: CredentialForm) => fields.filter(({ name }) => valueOf(values, name) !== undefined).length;
  return forms.filter(form => count(form) > 0).sort((left, right) => count(right) - count(left))[0];
}

/** What is typed; an empty answer leaves a secret as it is. */
function filledIn(part: CredentialPart, { fields }: CredentialForm, answers: Answers, kept: unknown): Credentials {
  const values = fields.map(({ name, secret }) => {
    const answer = answers[`${part.name}.${name}`]?.trim() ?? '';
    return [name, answer === '' && secret ? valueOf(kept, name) : answer === '' ? undefined : answer] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function valueOf(values: unknown, name: string): string | undefined {
  const value: unknown = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function normalEndpoint(answer: string): string | undefined {
  const check = checkEndpoint(answer);
  return check.ok ? check.endpoint : undefined;
}
