import { applyEdit, type Edit } from '../../src/core/model/edit';
import { countOutcomes, type Ledger } from '../../src/core/model/ledger';
import { sameTags, union, without } from '../../src/core/model/tags';
import { holds, type Library } from './library';

type Tags = ReadonlyMap<string, readonly string[]>;

/** What a ledger says that is not so; empty where it tells the truth about every file. */
export function* disagreementsAfterRun({
  ledger,
  initial,
  library,
  editOf,
  ids,
}: {
  readonly ledger: Ledger;
  readonly initial: Tags;
  readonly library: Library;
  readonly editOf: (id: string) => Edit;
  readonly ids: readonly string[];
}): Generator<string> {
  const asked = new Set(ids);
  const told = new Set(ledger.files.map(({ id }) => id));
  if (told.size !== ledger.files.length || told.size !== asked.size)
    yield `${ledger.files.length} outcomes for ${asked.size} files`;
  const counts = countOutcomes(ledger.files);
  if (JSON.stringify(counts) !== JSON.stringify(ledger.counts)) yield 'the counts are not those of the files';
  for (const { id, outcome, before, after, fault } of ledger.files) {
    const was = initial.get(id);
    const is = library.files.get(id);
    const wanted = was && applyEdit(editOf(id), was);
    const tell = `${id} is called ${outcome} (${JSON.stringify({ was, is, wanted, before, after, fault })})`;
    if (before && was && !sameTags(before, was)) yield `before: ${tell}`;
    if (!asked.has(id)) yield `a stranger: ${tell}`;
    switch (outcome) {
      case 'changed':
        // a file may vanish after it was changed
        if (is && (!holds(library, id, wanted) || !holds(library, id, after))) yield tell;
        break;
      case 'unchanged':
        if (is && (!was || !wanted || !sameTags(was, wanted) || !holds(library, id, was))) yield tell;
        break;
      case 'missing':
        if (is) yield tell;
        break;
      case 'failed':
        if (is && was && !holds(library, id, after ?? was)) yield tell;
        break;
      case 'notSent':
        if (is && !holds(library, id, was)) yield tell;
        break;
      case 'unknown':
        if (is && was && wanted && !isBetween(is, was, wanted)) yield tell;
        break;
    }
  }
}

/** Where undo did not put back what was before, drifted files apart: those keep what others did to them. */
export function* disagreementsAfterUndo({
  ledger,
  undo,
  initial,
  left,
  drifted,
  library,
}: {
  readonly ledger: Ledger;
  readonly undo: Ledger;
  readonly initial: Tags;
  /** Right after the run. */
  readonly left: Tags;
  readonly drifted: ReadonlySet<string>;
  readonly library: Library;
}): Generator<string> {
  const reported = new Set(undo.files.filter(file => file.drifted).map(({ id }) => id));
  const unknown = new Set(ledger.files.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id));
  const undone = new Map(undo.files.map(file => [file.id, file]));
  for (const file of ledger.files) {
    const { id } = file;
    const was = initial.get(id);
    const is = library.files.get(id);
    const ran = left.get(id);
    if (!was || !is || !ran) continue;
    const tell = JSON.stringify({ was, ran, is, file, undone: undone.get(id) });
    if (!drifted.has(id)) {
      if (!sameTags(is, was)) yield `undo left ${tell}`;
      if (reported.has(id) && !unknown.has(id)) yield `undo calls drifted what is not: ${tell}`;
      continue;
    }
    if (!reported.has(id)) yield `undo does not name a drifted file: ${tell}`;
    const given = without(ran, was);
    const taken = without(was, ran);
    if (without(taken, is).length > 0 || without(given, is).length < given.length)
      yield `undo left its part on a drifted file: ${tell}`;
    if (without(is, union(was, ['theirs'])).length > 0) yield `undo left a stranger's tag: ${tell}`;
  }
}

/** Some of the writes on the file may have arrived, and others not. */
function isBetween(is: readonly string[], was: readonly string[], wanted: readonly string[]): boolean {
  const sure = was.filter(tag => wanted.includes(tag));
  return without(sure, is).length === 0 && without(is, union(was, wanted)).length === 0;
}
