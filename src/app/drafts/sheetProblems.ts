import type { TagRules } from '../../core/model/service';
import { checkTags } from '../../core/model/checks';
import type { TagProblem } from '../../core/model/invalidInput';
import { sameTags, similarityKey, without } from '../../core/model/tags';
import { fileLines, type Sheet, tagsOfLine } from './sheet';
import {
  fixesAt,
  insertId,
  quoteTag,
  removeLine,
  removeTag,
  replaceTag,
  restoreId,
  restorePath,
  type SheetFix,
} from './sheetFixes';
import type { FileLine, SheetToken, Span, SyntaxProblemKind } from './sheetLine';
import { type DraftFile, labelOf } from './tagDraft';

/** What is wrong with a sheet, as facts. An error keeps the whole sheet from being applied. */
export type SheetProblem = Place &
  (
    | { readonly kind: SyntaxProblemKind }
    | { readonly kind: 'doubledId'; readonly id: string; readonly firstLine: number }
    | { readonly kind: 'unknownId'; readonly id: string }
    | { readonly kind: 'changedPath'; readonly path: string }
    | { readonly kind: 'refusedTag'; readonly problem: TagProblem }
    | { readonly kind: 'unwiseTag'; readonly tag: string; readonly character: string }
    | { readonly kind: 'doubledTag'; readonly tag: string }
    | { readonly kind: 'nearTwin'; readonly tag: string; readonly twin: string }
  );

interface Place extends Span {
  /** From 0. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly fixes: readonly SheetFix[];
}

/** What a sheet is held against. */
export interface SheetContext {
  readonly files: readonly DraftFile[];
  readonly rules: TagRules;
  /** Tags that are in use, with how many files have each. */
  readonly knownTags: ReadonlyMap<string, number>;
}

/** A check of one sheet's states, one after the other; what was found of a line is kept while the line is there. */
export type SheetCheck = (sheet: Sheet) => readonly SheetProblem[];

/** Pure but for what it remembers. Problems come in the order of lines, and of places in them. */
export function makeSheetCheck({ files, rules, knownTags }: SheetContext): SheetCheck {
  const byId = new Map(files.map(file => [file.id, file]));
  const byPath = uniquePaths(files);
  const twins = twinsOf(knownTags);
  const kept = new WeakMap<FileLine, LineFindings>();

  const findingsOf = (line: FileLine): LineFindings => {
    let findings = kept.get(line);
    if (!findings) kept.set(line, (findings = checkLine(line, line.id && byId.get(line.id.value), rules)));
    return findings;
  };

  return sheet => {
    const lines = [...fileLines(sheet)].map(({ number, line }) => ({ number, line, findings: findingsOf(line) }));
    const firstOf = new Map<string, number>();
    for (const { number, line } of lines) if (line.id && !firstOf.has(line.id.value)) firstOf.set(line.id.value, number);
    const coined = coinedTags(
      lines.map(({ findings }) => findings),
      knownTags,
    );

    const problems: SheetProblem[] = [];
    for (const { number, line, findings } of lines) {
      const before = problems.length;
      const { id } = line;
      for (const problem of findings.problems) problems.push({ ...problem, line: number, fixes: fixesAt(number, problem.fixes) });
      if (id === undefined) {
        const file = byPath.get(line.path.value);
        const index = file && !firstOf.has(file.id) ? problems.findIndex(({ kind }, at) => at >= before && kind === 'noId') : -1;
        const problem = problems[index];
        if (file && problem) problems[index] = { ...problem, fixes: [insertId(file.id, number, line)] };
      } else {
        const firstLine = firstOf.get(id.value);
        const { start, end } = id;
        const place = { line: number, start, end, severity: 'error' } as const;
        if (!byId.has(id.value)) {
          const file = byPath.get(line.path.value);
          const isFree = file !== undefined && !firstOf.has(file.id);
          const fixes = [isFree ? restoreId(file.id, number, id) : removeLine(sheet, number)];
          problems.push({ ...place, kind: 'unknownId', id: id.value, fixes });
        } else if (firstLine !== undefined && firstLine !== number) {
          problems.push({ ...place, kind: 'doubledId', id: id.value, firstLine, fixes: [removeLine(sheet, number)] });
        }
      }
      for (const { token, tag } of findings.gained) {
        const twin = findings.twins.get(tag) ?? twinOf(tag, knownTags, twins, coined);
        if (twin === undefined) continue;
        const { start, end } = token;
        // beside its twin on one file, a tag goes; elsewhere it becomes its twin
        const fix = findings.tags.includes(twin) ? removeTag(number, line, token) : replaceTag(twin, number, token);
        problems.push({ kind: 'nearTwin', severity: 'warning', line: number, start, end, tag, twin, fixes: [fix] });
      }
      if (problems.length - before > 1) inOrder(problems, before);
    }
    return problems;
  };
}

interface LineFindings {
  /** As if the line were the first. */
  readonly problems: readonly SheetProblem[];
  readonly tags: readonly string[];
  /** Tags that the file did not have. */
  readonly gained: readonly { readonly tag: string; readonly token: SheetToken }[];
  /** Gained tags that another tag of the same line is like. */
  readonly twins: ReadonlyMap<string, string>;
}

function checkLine(line: FileLine, file: DraftFile | undefined, rules: TagRules): LineFindings {
  const problems: SheetProblem[] = [];
  for (const { kind, start, end } of line.problems) {
    problems.push({ kind, severity: 'error', line: 0, start, end, fixes: kind === 'strayHash' ? quoteTag(line, start) : [] });
  }
  const tags = tagsOfLine(line);
  const had = file?.tags ?? [];
  const isOrdered = sameTags(tags, had);
  if (file && line.path.value !== labelOf(file)) {
    const path = labelOf(file);
    const { start, end } = line.path;
    problems.push({ kind: 'changedPath', severity: 'error', line: 0, start, end, path, fixes: [restorePath(path, line.path)] });
  }
  if (line.tags.length !== tags.length) problems.push(...doubledTags(line));
  if (isOrdered) return { problems, tags, gained: [], twins: new Map() };

  const tokens = new Map([...line.tags].reverse().map(token => [token.value, token]));
  const gained = without(tags, had).flatMap(tag => {
    const token = tokens.get(tag);
    return token ? [{ tag, token }] : [];
  });
  for (const { tag, token } of gained) problems.push(...refusals(tag, token, line, rules));
  return { problems, tags, gained, twins: twinsWithin(tags, gained) };
}

function doubledTags(line: FileLine): readonly SheetProblem[] {
  const seen = new Set<string>();
  return line.tags.flatMap(token => {
    const { value: tag, start, end } = token;
    if (!seen.has(tag)) {
      seen.add(tag);
      return [];
    }
    return [{ kind: 'doubledTag', severity: 'warning', line: 0, start, end, tag, fixes: [removeTag(0, line, token)] }];
  });
}

/** What the service would say of a tag that the file gains. */
function refusals(tag: string, token: SheetToken, line: FileLine, rules: TagRules): readonly SheetProblem[] {
  const { start, end } = token;
  const [problem] = checkTags([tag], rules);
  if (problem) {
    const fixes = problem.kind === 'empty' ? [removeTag(0, line, token)] : [];
    return [{ kind: 'refusedTag', severity: 'error', line: 0, start, end, problem, fixes }];
  }
  const character = rules.unwise.find(one => tag.includes(one));
  return character === undefined
    ? []
    : [{ kind: 'unwiseTag', severity: 'warning', line: 0, start, end, tag, character, fixes: [] }];
}

/** Tags that no file had when the sheet was opened, with how many lines gain each. */
function coinedTags(findings: readonly LineFindings[], known: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const coined = new Map<string, number>();
  for (const { gained } of findings) {
    for (const { tag } of gained) if (!known.has(tag)) coined.set(tag, (coined.get(tag) ?? 0) + 1);
  }
  return coined;
}

type Twins = ReadonlyMap<string, string>;

/** The most frequent tag of those that a person would take for one, by what they have in common. */
function twinsOf(known: ReadonlyMap<string, number>): Twins {
  const twins = new Map<string, string>();
  for (const [tag, files] of known) {
    const key = similarityKey(tag);
    const other = twins.get(key);
    if (other === undefined || files > (known.get(other) ?? 0)) twins.set(key, tag);
  }
  return twins;
}

/** A tag in use is meant; one that is new, and like another, may be a slip. */
function twinOf(tag: string, known: ReadonlyMap<string, number>, twins: Twins, coined: ReadonlyMap<string, number>) {
  if (known.has(tag)) return undefined;
  const key = similarityKey(tag);
  const twin = twins.get(key);
  if (twin !== undefined || coined.size < 2) return twin;
  const own = coined.get(tag) ?? 0;
  for (const [other, files] of coined) if (other !== tag && files > own && similarityKey(other) === key) return other;
  return undefined;
}

/** Of two that are alike and new, the first is meant; else the one that the file had. */
function twinsWithin(tags: readonly string[], gained: LineFindings['gained']): ReadonlyMap<string, string> {
  const isNew = new Set(gained.map(({ tag }) => tag));
  const meant = new Map<string, string>();
  for (const tag of [...tags.filter(one => !isNew.has(one)), ...isNew]) {
    const key = similarityKey(tag);
    if (!meant.has(key)) meant.set(key, tag);
  }
  const found = new Map<string, string>();
  for (const tag of isNew) {
    const twin = meant.get(similarityKey(tag));
    if (twin !== undefined && twin !== tag) found.set(tag, twin);
  }
  return found;
}

function uniquePaths(files: readonly DraftFile[]): ReadonlyMap<string, DraftFile> {
  const found = new Map<string, DraftFile | undefined>();
  for (const file of files) found.set(labelOf(file), found.has(labelOf(file)) ? undefined : file);
  return new Map([...found].flatMap(([path, file]) => (file ? [[path, file]] : [])));
}

function inOrder(problems: SheetProblem[], from: number): void {
  const last = problems.splice(from);
  problems.push(...last.sort((left, right) => left.start - right.start));
}
