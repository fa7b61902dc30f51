import { anyMagnitude, type Chance, chanceOf, oneOf } from './chance';
import { type MishapRates, randomRates } from './mishaps';
import type { Edit, Tags } from './tags';
import { colleaguesEdit, randomEdit, randomRename, randomTags, type Vocabulary, vocabularyOf } from './words';

/** Many files a write, or one, or files × tags of one group. */
export type ServiceKind = 'bulk' | 'single' | 'product';

/** All that a world is made of, as data: what fails can be told, cut down and seen again. */
export interface Scenario {
  /** Of all dice that are thrown while the world runs. */
  readonly seed: number;
  readonly service: ServiceKind;
  readonly files: readonly FileSeed[];
  /** How long a search may lag, in ms. */
  readonly lagMs: number;
  /** Answers of a search come from two copies, and the second is so much older; a part of the lag. */
  readonly copyBehindMs: number;
  readonly latencyMs: readonly [number, number];
  readonly rates: MishapRates;
  readonly refusedShare: number;
  readonly refusesPercent: boolean;
  readonly namesMissing: boolean;
  readonly signedOut: readonly Span[];
  readonly diskFull: readonly Span[];
  readonly actors: readonly Actor[];
  readonly colleague: readonly Visit[];
  /** How often a colleague edits a file in the moment before a write of ours comes to it, 0 to 1 of all writes. */
  readonly besideWrites: number;
  /** In the end everything that is offered for it is taken back. */
  readonly unwinds: boolean;
}

export interface FileSeed {
  readonly id: string;
  readonly tags: Tags;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A person at a window, who does one thing after the other. */
export interface Actor {
  readonly window: number;
  readonly connection: number;
  readonly actions: readonly Action[];
}

export interface Action {
  /** Unique in its world, and kept when others are left out. */
  readonly id: number;
  readonly afterMs: number;
  readonly kind: 'edit' | 'undo' | 'retry' | 'resume' | 'reload';
  /** Which of what is offered, 0 to 1. */
  readonly pick: number;
  /** Of all files, 0 to 1, from a place on that `pick` tells. */
  readonly share: number;
  /** Ids that no file has. */
  readonly strangers: number;
  readonly edit: Edit;
  /** Where files have edits of their own: every second, third … file has this one. */
  readonly other?: { readonly edit: Edit; readonly every: number };
  /** There is an index of the library, of so long ago, that a rename looks into too; undefined where there is none. */
  readonly indexAgeMs?: number;
  /** A person looks at a preview for so long; undefined where nothing is asked. */
  readonly thinkMs?: number;
  readonly fate?: Fate;
}

/** What comes in between, once so many events of the window have come. */
export interface Fate {
  readonly kind: 'kill' | 'power' | 'cancel' | 'pause' | 'suspend';
  readonly step: number;
  readonly forMs: number;
}

export interface Visit {
  readonly afterMs: number;
  /** 0 to 1 of all files. */
  readonly from: number;
  readonly files: number;
  /** Undefined: the files are deleted. */
  readonly edit?: Edit;
}

const noEdit: Edit = { kind: 'clear' };

export interface Kinds {
  readonly services: readonly ServiceKind[];
  /** The id of a library's file; those from its end on belong to no file. */
  readonly fileId: (service: ServiceKind, index: number) => string;
  /** How many files a library has. */
  readonly sizeOf: (chance: Chance, service: ServiceKind) => number;
  /** How often something comes in between, 0 to 1 of all actions. */
  readonly fateShare: number;
}

export function scenarioOf(seed: number, { services, fileId, sizeOf, fateShare }: Kinds): Scenario {
  const chance = chanceOf(seed, 'scenario');
  const service = oneOf(chance, services);
  const words = vocabularyOf[service];
  const size = sizeOf(chance, service);
  const sets = Array.from({ length: 1 + Math.floor(chance() * 10) }, () => randomTags(chance, words.found));
  const held = [...new Set(['sale', ...sets.flat()])];
  const actionIds = { next: 0 };
  const windows = oneOf(chance, [1, 1, 2, 3]);
  const connections = oneOf(chance, [1, 1, 2]);
  const actors = Array.from({ length: windows + (chance() < 0.2 ? 1 : 0) }, (_, index): Actor => {
    const actions = Array.from({ length: 1 + Math.floor(chance() * 6) }, () =>
      randomAction(chance, { seed, service, words, held, fateShare, ids: actionIds }),
    );
    return { window: index % windows, connection: Math.floor(chance() * connections), actions };
  });
  const lagMs = chance() < 0.4 ? 0 : anyMagnitude(chance, 200, 60_000);
  return {
    seed,
    service,
    files: Array.from({ length: size }, (_, index) => ({
      id: fileId(service, index),
      tags: chance() < 0.8 ? oneOf(chance, sets) : randomTags(chance, words.found),
    })),
    lagMs,
    copyBehindMs: chance() < 0.7 ? 0 : Math.floor(lagMs * chance()),
    latencyMs: oneOf(chance, [
      [1, 20],
      [10, 300],
      [40, 40],
      [1, 5_000],
    ]),
    rates: randomRates(chance),
    refusedShare: chance() < 0.75 ? 0 : oneOf(chance, [0.02, 0.3, 1]),
    refusesPercent: chance() < 0.5,
    namesMissing: chance() < 0.7,
    signedOut: chance() < 0.07 ? [spanOf(chance)] : [],
    diskFull: chance() < 0.07 ? [spanOf(chance)] : [],
    actors,
    colleague: chance() < 0.5 ? [] : Array.from({ length: 1 + Math.floor(chance() * 8) }, () => randomVisit(chance, words)),
    besideWrites: chance() < 0.7 ? 0 : oneOf(chance, [0.05, 0.3]),
    unwinds: chance() < 0.6,
  };
}

interface ActionDice extends Pick<Kinds, 'fateShare'>, Pick<Scenario, 'seed' | 'service'> {
  readonly words: Vocabulary;
  /** Tags that many files have. */
  readonly held: Tags;
  readonly ids: { next: number };
}

function randomAction(chance: Chance, dice: ActionDice): Action {
  const { words, fateShare, ids } = dice;
  const kind = oneOf(chance, ['edit', 'edit', 'edit', 'undo', 'undo', 'retry', 'resume', 'resume', 'reload'] as const);
  const takesFiles = kind === 'edit';
  const action: Action = {
    id: ids.next++,
    afterMs: chance() < 0.3 ? 0 : anyMagnitude(chance, 10, 200_000),
    kind,
    pick: chance(),
    share: takesFiles ? oneOf(chance, [1, 1, chance(), chance() ** 3]) : 0,
    strangers: takesFiles && chance() < 0.2 ? 1 + Math.floor(chance() * 4) : 0,
    edit: takesFiles ? randomEdit(chance, words) : noEdit,
    ...(takesFiles && chance() < 0.25 && { other: { edit: randomEdit(chance, words), every: 2 + Math.floor(chance() * 3) } }),
    ...(chance() < 0.6 && { thinkMs: anyMagnitude(chance, 1, 600_000) }),
    ...(chance() < fateShare && { fate: randomFate(chance) }),
  };
  return takesFiles ? perhapsRenaming(action, dice) : action;
}

/** By dice of its own, so that all else stays as it is. */
function perhapsRenaming(action: Action, { seed, service, words, held }: ActionDice): Action {
  const chance = chanceOf(seed, 'rename', action.id);
  if (chance() >= 0.25) return action;
  const { other: _, ...rest } = action;
  const edit = randomRename(chance, { ...words, found: held });
  // one that can't be searched for tags has an index, or no renames
  const hasIndex = chance() < 0.4 || service === 'single';
  const indexAgeMs = chance() < 0.4 ? 0 : anyMagnitude(chance, 10, 500_000);
  return { ...rest, share: 1, strangers: 0, edit, ...(hasIndex && { indexAgeMs }) };
}

function randomFate(chance: Chance): Fate {
  return {
    kind: oneOf(chance, ['kill', 'kill', 'kill', 'power', 'cancel', 'cancel', 'pause', 'suspend'] as const),
    step: anyMagnitude(chance, 1, 300),
    forMs: anyMagnitude(chance, 100, 400_000),
  };
}

function randomVisit(chance: Chance, words: Vocabulary): Visit {
  const isDeletion = chance() < 0.15;
  return {
    afterMs: anyMagnitude(chance, 5, 100_000),
    from: chance(),
    files: anyMagnitude(chance, 1, 60),
    ...(!isDeletion && { edit: colleaguesEdit(chance, words) }),
  };
}

function spanOf(chance: Chance): Span {
  const from = anyMagnitude(chance, 10, 100_000);
  return { from, to: from + anyMagnitude(chance, 100, 200_000) };
}
