import { ConnectionFault, faultOn } from '../../core/model/fault';
import {
  type Answers,
  answersFrom,
  draftFrom,
  type DraftRules,
  type Question,
  questionsFor,
  suspectQuestion,
  withAddress,
} from './connectionDraft';
import type { Account } from '../../core/service/service';
import type { SignedConnection } from './connections';
import type { ServiceSource } from './ports';

/** What a face does for the wizard. Each rejects as `isCancelled` knows it where the person leaves. */
export interface WizardFace {
  /** Asks one question, and shows how far it is. */
  ask(question: Question, value: string, place: WizardPlace): Promise<string | typeof back | typeof otherAddress>;
  /** Shows that a draft is being tested, until the work is done or called off. */
  test<Result>(draft: SignedConnection, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Tells why a draft does not work, and asks whether it is to be corrected or kept as it is: the person may be offline. */
  decide(fault: ConnectionFault): Promise<'correct' | 'keep'>;
}

export interface WizardPlace {
  /** From 1. */
  readonly step: number;
  /** Unknown as long as a choice ahead decides it. */
  readonly steps: number | undefined;
}

/** The person wants the question before. */
export const back = Symbol('back');
/** The person wants to say where the service is. */
export const otherAddress = Symbol('other address');

export interface WizardRules extends DraftRules {
  readonly id: string;
  readonly services: ServiceSource;
  /** What went wrong with the former one: its likely cause is asked for first. */
  readonly doubt?: Doubt;
}

export type Doubt = Parameters<typeof suspectQuestion>[0];

/** A connection, and whom its service took it for; absent where it is kept though it does not work. */
export interface TestedConnection extends SignedConnection {
  readonly account?: Account;
}

/**
 * Asks a person for a connection, tests it, and lets them correct what they typed until it works or they want it kept as
 * it is. Rejects where it is called off.
 */
export async function runWizard(rules: WizardRules, face: WizardFace): Promise<TestedConnection> {
  const { id, services, former } = rules;
  let answers: Answers = former ? answersFrom(former, services) : {};
  let { doubt } = rules;
  for (;;) {
    const first = doubt && suspectQuestion(doubt, answers, services);
    if (first === 'endpoint') answers = withAddress(answers, services);
    answers = await askAll(answers, first, rules, face);
    const draft = draftFrom(id, answers, rules);
    try {
      return await face.test(draft, signal => probe(draft, services, signal));
    } catch (error) {
      if (!(error instanceof ConnectionFault)) throw error;
      if ((await face.decide(error)) === 'keep') return draft;
      const { code, facts } = error.fault;
      doubt = { code, ...(facts.subject !== undefined && { subject: facts.subject }) };
    }
  }
}

/** Asks the service whether the draft serves, and gives it back with credentials as they were renewed on the way. @throws ConnectionFault */
export async function probe(
  { connection, credentials }: SignedConnection,
  services: ServiceSource,
  signal: AbortSignal,
): Promise<TestedConnection> {
  let latest = credentials;
  try {
    const { service } = await services.open(connection, credentials, renewed => {
      latest = renewed;
      return Promise.resolve();
    });
    const account = await service.check(signal);
    const { opens } = account;
    return { connection: { ...connection, ...(opens && { opens }) }, credentials: latest, account };
  } catch (error) {
    throw faultOn(connection, error);
  }
}

/** One question after the other, with a way back that loses nothing. */
async function askAll(given: Answers, first: string | undefined, rules: WizardRules, face: WizardFace): Promise<Answers> {
  let answers = given;
  const placeOf = (name: string | undefined) =>
    Math.max(
      0,
      questionsFor(answers, rules).findIndex(question => question.name === name),
    );
  for (let index = placeOf(first); ;) {
    const questions = questionsFor(answers, rules);
    const question = questions[index];
    if (!question) return answers;
    const isOpen = questions.slice(index).some(({ kind }) => kind === 'choice');
    const place = { step: index + 1, steps: isOpen ? undefined : questions.length };
    const answer = await face.ask(question, answers[question.name] ?? '', place);
    if (answer === back) index--;
    else if (answer === otherAddress) {
      answers = withAddress(answers, rules.services);
      index = placeOf('endpoint');
    } else {
      answers = { ...answers, [question.name]: answer };
      index++;
    }
  }
}
