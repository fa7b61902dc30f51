import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import type { FaultCode } from '../../core/model/fault';
import { signalOf } from '../abortSignal';
import { ConnectionFault } from '../../app/connections/connectionFault';
import { type Answers, askQuestions } from '../input/questions';
import { explain } from '../messages';
import { answersFrom, type Draft, draftFrom, type DraftRules, questionsFor } from './draft';
import { type MakeService, probe } from './probe';

export interface Entry extends DraftRules {
  readonly id: string;
  readonly title: string;
  readonly makeService: MakeService;
}

/**
 * Asks a person for a connection, tests it, and lets them correct what they typed until it works or they want it saved as
 * it is. Throws a CancellationError when it is called off.
 */
export async function enterConnection({ id, title, makeService, ...rules }: Entry): Promise<Draft> {
  let answers: Answers = rules.former ? answersFrom(rules.former) : {};
  let first: string | undefined;
  for (;;) {
    const questions = (given: Answers) => questionsFor(given, rules);
    answers = await askQuestions({ title, questions, answers, ...(first === undefined ? {} : { first }) });
    const draft = draftFrom(id, answers, rules.former);
    const tested = await test(draft, makeService);
    if (!(tested instanceof ConnectionFault) || (await mustStay(tested))) {
      return tested instanceof ConnectionFault ? draft : { ...draft, credentials: tested.credentials };
    }
    first = questions(answers).find(({ name }) => isDoubtful(name, tested.fault.code))?.name;
  }
}

async function test(draft: Draft, makeService: MakeService): Promise<ConnectionFault | Pick<Draft, 'credentials'>> {
  const title = l10n.t('Testing "{0}"…', draft.connection.name);
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (_progress, token) => {
    try {
      return await probe(draft, makeService, signalOf(token));
    } catch (error) {
      if (error instanceof ConnectionFault) return error;
      throw error;
    }
  });
}

/** Whether a connection that does not work is to be saved all the same: somebody may be offline. */
async function mustStay(error: ConnectionFault): Promise<boolean> {
  const { what, advice } = explain(error);
  const correct = l10n.t('Correct…');
  const saveAnyway = l10n.t('Save Anyway');
  const detail = advice === undefined ? {} : { detail: advice };
  const chosen = await window.showWarningMessage(what, { modal: true, ...detail }, correct, saveAnyway);
  if (chosen === undefined) throw new CancellationError();
  return chosen === saveAnyway;
}

/** Whether the answer to this question is the likely cause. */
function isDoubtful(question: string, code: FaultCode): boolean {
  const isSignIn = code === 'unauthorized' || code === 'forbidden';
  return isSignIn ? question === 'signIn' || question.startsWith('auth.') : question === 'endpoint';
}
