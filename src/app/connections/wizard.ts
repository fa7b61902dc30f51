import { ConnectionFault, faultOn } from './connectionFault';
import {
  type Answers,
  answersFrom,
  draftFrom,
  type DraftRules,
  type Question,
  questionsFor,
  suspectQuestion,
} from './connectionDraft';
import type { SignedConnection } from './connections';
import type { ServiceSource } from './ports';

/** What a face does for the wizard. Each rejects as `isCancelled` knows it where the person leaves. */
export interface WizardFace {
  /** Asks one question, and shows how far it is; `back` where the person wants the one before. */
  ask(question: Question, value: string, place: WizardPlace): Promise<string | typeof back>;
  /** Shows that a draft is being tested, until the work is done or called off. */
  test<Result>(draft: SignedConnection, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Tells why a draft does not work, and asks whether it is to be corrected or kept as it is: somebody may be offline. */
  decide(fault: ConnectionFault): Promise<'correct' | 'keep'>;
}

export interface WizardPlace {
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

export const back = Symbol('back');

export interface WizardRules extends DraftRules {
  readonly id: string;
  readonly services: ServiceSource;
}

/**
 * Asks a person for a connection, tests it, and lets them correct what they typed until it works or they want it kept as
 * it is. Rejects where it is called off.
 */
export async function runWizard(rules: WizardRules, face: WizardFace): Promise<SignedConnection> {
  const { id, services, former } = rules;
  let answers: Answers = former ? answersFrom(former, services) : {};
  let first: string | undefined;
  for (;;) {
    answers = await askAll(answers, first, rules, face);
    const draft = draftFrom(id, answers, rules);
    try {
      return await face.test(draft, signal => probe(draft, services, signal));
    } catch (error) {
      if (!(error instanceof ConnectionFault)) throw error;
      if ((await face.decide(error)) === 'keep') return draft;
      const { code, facts } = error.fault;
      first = suspectQuestion({ code, ...(facts.subject !== undefined && { subject: facts.subject }) }, answers, services);
    }
  }
}

/** Asks the service whether the draft serves, and gives it back with credentials as they were renewed on the way. @throws ConnectionFault */
export async function probe(
  { connection, credentials }: SignedConnection,
  services: ServiceSource,
  signal: AbortSignal,
): Promise<SignedConnection> {
  let latest = credentials;
  try {
    const { service } = await services.open(connection, credentials, renewed => {
      latest = renewed;
      return Promise.resolve();
    });
    await service.check(signal);
    return { connection, credentials: latest };
  } catch (error) {
    throw faultOn(connection, error);
  }
}

/** One question after the other, with a way back that loses nothing. */
async function askAll(given: Answers, first: string | undefined, rules: WizardRules, face: WizardFace): Promise<Answers> {
  let answers = given;
  const start = questionsFor(answers, rules).findIndex(({ name }) => name === first);
  for (let index = Math.max(0, start); ;) {
    const questions = questionsFor(answers, rules);
    const question = questions[index];
    if (!question) return answers;
    const answer = await face.ask(question, answers[question.name] ?? '', { step: index + 1, steps: questions.length });
    if (answer === back) index--;
    else {
      answers = { ...answers, [question.name]: answer };
      index++;
    }
  }
}
