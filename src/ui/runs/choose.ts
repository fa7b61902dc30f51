import { CancellationError, window } from 'vscode';
import { Fault } from '../../core/model/fault';
import { type Call, callOf, textOf } from '../call';
import { escapeIcons } from '../icons';
import type { History, RunEntry } from './history';
import { iconOf, progressText } from './item';
import { runIdOf } from './node';
import { abilitiesOf, type RunAbility } from './status';
import { shortTime } from '../../app/text/times';
import { runTitle } from '../../app/text/runText';

export interface Choosing {
  /** What is asked in the palette. */
  readonly prompt: string;
  /** What the runs must be good for; any run unless told. */
  readonly ability?: RunAbility;
  /** What a person is told where no run is good for it. */
  readonly none: string;
}

export interface Choice {
  readonly runId: string;
  readonly entry: RunEntry;
  /** The call's object, where the command was called. */
  readonly call: Call | undefined;
}

/** The run that a command is about: the one called for, the one clicked, or the one that is picked, newest first. */
export async function chooseRun(
  history: History,
  args: readonly unknown[],
  { prompt, ability, none }: Choosing,
  names: readonly string[] = [],
): Promise<Choice> {
  const call = callOf(args, ['runId', ...names]);
  const known = call ? textOf(call, 'runId') : runIdOf(args[0]);
  // another window may have had runs in the meantime
  if (known === undefined || !(await history.all()).has(known)) history.refresh();
  const entries = await history.all();
  if (known !== undefined) {
    const entry = entries.get(known);
    if (!entry) throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'noRun', runId: known } });
    // of a run that has none, nothing is still an answer
    if (ability !== undefined && ability !== 'look' && !abilitiesOf(entry.standing, entry.summary).includes(ability)) {
      throw new Fault('invalidInput', { subject: 'runId', problem: { kind: 'unfitRun', ability } });
    }
    return { runId: known, entry, call };
  }
  const find = (runId: string) => entries.get(runId)?.summary;
  const items = [...entries]
    .filter(([, { standing, summary }]) => ability === undefined || abilitiesOf(standing, summary).includes(ability))
    .map(([runId, entry]) => ({
      label: escapeIcons(runTitle(entry.summary, find)),
      description: `${escapeIcons(entry.summary.connection.name)} · ${shortTime(entry.summary.startedAt, Date.now())}`,
      detail: progressText(entry),
      iconPath: iconOf(entry),
      choice: { runId, entry, call },
    }));
  if (items.length === 0) {
    void window.showInformationMessage(none);
    throw new CancellationError();
  }
  const picked = await window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true });
  if (!picked) throw new CancellationError();
  return picked.choice;
}
