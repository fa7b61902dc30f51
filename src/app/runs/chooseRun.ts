import { Fault } from '../../core/model/fault';
import { cancellation } from '../../core/model/abortSignals';
import { type RunQuestion, runTitle } from '../text/runs/runText';
import { type RunEntry, type RunHistory } from './runHistory';
import { abilitiesOf, offersOf, type RunAbility } from './runStatus';

/** What a face lends to the choice of a run. */
export interface RunPicker {
  /** Resolves to the one that is picked; undefined where it was called off. */
  pick(choices: readonly RunChoice[], prompt: string): Promise<RunChoice | undefined>;
  /** Tells that there is nothing to choose from. */
  tell(message: string): void;
}

export interface RunChoice {
  readonly entry: RunEntry;
  readonly title: string;
}

/** Which runs a command is about: those that are good for it, any unless told. */
export interface RunWanted extends RunQuestion {
  readonly ability?: RunAbility;
}

/** The run of this id. @throws Fault `invalidInput` where it is gone, or not good for what is wanted */
export async function findRun(history: History, runId: string, ability?: RunAbility): Promise<RunEntry> {
  return checked(await known(history, runId), runId, ability, abilitiesOfEntry);
}

/**
 * The run that a command is about: the one that was clicked, or the one that is picked, newest first.
 * @throws Fault as `findRun`; a cancellation where none was picked
 */
export async function chooseRun(
  history: History,
  clicked: string | undefined,
  { prompt, none, ability }: RunWanted,
  picker: RunPicker,
): Promise<RunEntry> {
  if (clicked !== undefined) return checked(await known(history, clicked), clicked, ability, offersOf);
  // another window may have had runs in the meantime
  history.refresh();
  const entries = await history.all();
  const choices = [...entries.values()]
    .filter(entry => ability === undefined || (offersOf(entry).includes(ability) && !isSaidAgain(entry, ability, entries)))
    .map(entry => ({ entry, title: runTitle(entry.summary, runId => entries.get(runId)?.summary) }));
  if (choices.length === 0) picker.tell(none);
  const picked = choices.length === 0 ? undefined : await picker.pick(choices, prompt);
  if (!picked) throw cancellation();
  return picked.entry;
}

/** To take an undo back is offered with the run that it took back. */
function isSaidAgain({ summary: { origin } }: RunEntry, ability: RunAbility, entries: ReadonlyMap<string, RunEntry>): boolean {
  return (ability === 'undo' || ability === 'redo') && origin.kind === 'undo' && entries.has(origin.of);
}

type History = Pick<RunHistory, 'all' | 'refresh'>;

async function known(history: History, runId: string): Promise<RunEntry | undefined> {
  // another window may have had it in the meantime
  if (!(await history.all()).has(runId)) history.refresh();
  return (await history.all()).get(runId);
}

function checked(
  entry: RunEntry | undefined,
  runId: string,
  ability: RunAbility | undefined,
  abilities: (entry: RunEntry) => readonly RunAbility[],
): RunEntry {
  if (!entry) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'noRun', runId } });
  // of a run without failed files, none is still an answer
  if (ability !== undefined && ability !== 'showFailed' && !abilities(entry).includes(ability)) {
    throw unfitRun(ability, entry);
  }
  return entry;
}

function abilitiesOfEntry({ status, summary }: RunEntry): readonly RunAbility[] {
  return abilitiesOf(status, summary);
}

/** That a run is not good for what is wanted; what a person sees of it may be older than what was done since. */
export function unfitRun(ability: RunAbility, { summary, later }: RunEntry): Fault {
  const undone = summary.undoneBy === undefined ? {} : ({ isUndone: true } as const);
  const continued = later === undefined || later.kind === 'undone' ? {} : ({ isTriedAgain: true } as const);
  return new Fault('invalidInput', { subject: 'runId', problem: { kind: 'unfitRun', ability, ...undone, ...continued } });
}
