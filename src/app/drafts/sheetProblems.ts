import type { TagRules } from '../../core/service/service';
import { checkTags } from '../../core/model/tagAndIdChecks';
import type { TagProblem } from '../../core/model/invalidInput';
import { sameTags, without } from '../../core/model/tags';
import { similarityKey } from '../suggestions/nearTwins';
import { fileLines, keptByPlace, type Sheet } from './sheet';
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
} from './sheetEdits';
import type { FileLine, SheetLine, SheetToken, Span, SyntaxProblemKind } from './sheetLine';
import { type DraftFile, labelOf } from './tagDraft';

/** What is wrong with a sheet, as facts. An error keeps the whole sheet from being applied. */
export type SheetProblem = Place &
  (
    | { readonly kind: SyntaxProblemKind }
    | { readonly kind: 'doubledId'; readonly id: string; readonly firstLine: number }
    | { readonly kind: 'unknownId'; readonly id: string }
    | { readonly kind: 'changedPath'; readonly path: string }
    | { readonly kind: 'refusedTag'; readonly problem: TagProblem }
    | { readonly kind: 'tooManyTags'; readonly tags: number; readonly limit: number }
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

/** A check of one sheet's states, one after the other; what was found of a line is kept while the line stays. */
export type SheetCheck = (sheet: Sheet) => readonly SheetProblem[];

/** Pure but for what it remembers. Problems come in the order of lines, and of places in them. */
export function makeSheetCheck({ files, rules, knownTags }: SheetContext): SheetCheck {
  const byId = new Map(files.map(file => [file.id, file]));
  const byPath = uniquePaths(files);
  const twins = twinsOf(knownTags);
  const checkLines = keptByPlace((line: SheetLine) =>
    line.kind === 'file' ? checkLine(line, line.id && byId.get(line.id.value), rules) : undefined,
  );

  return sheet => {
    const found = checkLines(sheet.lines);
    const firstOf = new Map<string, number>();
    for (const { number, line } of fileLines(sheet))
      if (line.id && !firstOf.has(line.id.value)) firstOf.set(line.id.value, number);
    const twinOf = coinedTwins(found, knownTags, twins);

    const problems: SheetProblem[] = [];
    for (const { number, line } of fileLines(sheet)) {
      const findings = found[number];
      if (!findings) continue;
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
        if (!findings.isKnown) {
          const file = byPath.get(line.path.value);
          const isFree = file !== undefined && !firstOf.has(file.id);
          const fixes = [isFree ? restoreId(file.id, number, id) : removeLine(sheet, number)];
          problems.push({ ...place, kind: 'unknownId', id: id.value, fixes });
        } else if (firstLine !== undefined && firstLine !== number) {
          problems.push({ ...place, kind: 'doubledId', id: id.value, firstLine, fixes: [removeLine(sheet, number)] });
        }
      }
      for (const { token, tag } of findings.gained) {
        const twin = findings.twins.get(tag) ?? twinOf.get(tag);
        if (twin === undefined) continue;
        const { start, end } = token;
        // beside its twin on one file, a tag goes; elsewhere it becomes its twin
        const fix = line.wanted.includes(twin) ? removeTag(number, line, token) : replaceTag(twin, number, token);
        problems.push({ kind: 'nearTwin', severity: 'warning', line: number, start, end, tag, twin, fixes: [fix] });
      }
      if (problems.length - before > 1) inOrder(problems, before);
    }
    return problems;
  };
}

interface LineFindings {
  /** Whether its id is one of the sheet's files. */
  readonly isKnown: boolean;
  /** As if the line were the first. */
  readonly problems: readonly SheetProblem[];
  /** Tags that the file did not have. */
  readonly gained: readonly GainedTag[];
  /** Gained tags that a tag which the file keeps is like. */
  readonly twins: Twins;
}

interface GainedTag {
  readonly tag: string;
  readonly token: SheetToken;
  /** What it has in common with its twins. */
  readonly key: string;
}

function checkLine(line: FileLine, file: DraftFile | undefined, rules: TagRules): LineFindings {
  const problems: SheetProblem[] = [];
  for (const { kind, start, end } of line.problems) {
    problems.push({ kind, severity: 'error', line: 0, start, end, fixes: kind === 'strayHash' ? quoteTag(line, start) : [] });
  }
  const tags = line.wanted;
  const had = file?.tags ?? [];
  const isUnchanged = sameTags(tags, had);
  if (file && line.path.value !== labelOf(file)) {
    const path = labelOf(file);
    const { start, end } = line.path;
    problems.push({ kind: 'changedPath', severity: 'error', line: 0, start, end, path, fixes: [restorePath(path, line.path)] });
  }
  if (line.tags.length !== tags.length) problems.push(...doubledTags(line));
  const isKnown = file !== undefined;
  if (isUnchanged) return { isKnown, problems, gained: [], twins: none };

  const tokens = new Map([...line.tags].reverse().map(token => [token.value, token]));
  const gained = without(tags, had).flatMap(tag => {
    const token = tokens.get(tag);
    return token ? [{ tag, token, key: similarityKey(tag) }] : [];
  });
  for (const { tag, token } of gained) problems.push(...refusals(tag, token, line, rules));
  const { tagsPerFile: limit } = rules;
  const first = gained[0]?.token;
  if (first && limit !== undefined && tags.length > limit) {
    const { start, end } = first;
    problems.push({ kind: 'tooManyTags', severity: 'error', line: 0, start, end, tags: tags.length, limit, fixes: [] });
  }
  return { isKnown, problems, gained, twins: keptTwins(tags, gained) };
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

/** By a tag, or by what several have in common: the one that is meant. */
type Twins = ReadonlyMap<string, string>;

/** The most frequent of the tags that a person would take for one. */
function twinsOf(known: ReadonlyMap<string, number>): Twins {
  const twins = new Map<string, string>();
  for (const [tag, files] of known) {
    const key = similarityKey(tag);
    const other = twins.get(key);
    if (other === undefined || files > (known.get(other) ?? 0)) twins.set(key, tag);
  }
  return twins;
}

/** A tag in use is meant itself; one that is new may be a slip for one in use, or else for the new one on most lines. */
function coinedTwins(found: readonly (LineFindings | undefined)[], known: ReadonlyMap<string, number>, twins: Twins): Twins {
  const coined = new Map<string, { readonly key: string; lines: number }>();
  for (const findings of found) {
    for (const { tag, key } of findings?.gained ?? []) {
      if (known.has(tag)) continue;
      const entry = coined.get(tag);
      if (entry) entry.lines++;
      else coined.set(tag, { key, lines: 1 });
    }
  }
  const most = new Map<string, string>();
  const linesOf = (tag = '') => coined.get(tag)?.lines ?? 0;
  for (const [tag, { key, lines }] of coined) if (lines > linesOf(most.get(key))) most.set(key, tag);
  const meant = new Map<string, string>();
  for (const [tag, { key }] of coined) {
    const twin = twins.get(key) ?? most.get(key);
    if (twin !== undefined && twin !== tag) meant.set(tag, twin);
  }
  return meant;
}

/** Gained tags that a tag of the file is like which it keeps. */
function keptTwins(tags: readonly string[], gained: readonly GainedTag[]): Twins {
  if (gained.length === 0) return none;
  const isNew = new Set(gained.map(({ tag }) => tag));
  const kept = new Map(tags.flatMap(tag => (isNew.has(tag) ? [] : [[similarityKey(tag), tag]])));
  return new Map(
    gained.flatMap(({ tag, key }) => {
      const twin = kept.get(key);
      return twin === undefined ? [] : [[tag, twin]];
    }),
  );
}

const none: Twins = new Map();

function uniquePaths(files: readonly DraftFile[]): ReadonlyMap<string, DraftFile> {
  const found = new Map<string, DraftFile | undefined>();
  for (const file of files) found.set(labelOf(file), found.has(labelOf(file)) ? undefined : file);
  return new Map([...found].flatMap(([path, file]) => (file ? [[path, file]] : [])));
}

function inOrder(problems: SheetProblem[], from: number): void {
  const last = problems.splice(from);
  problems.push(...last.sort((left, right) => left.start - right.start));
}
