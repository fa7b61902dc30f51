import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeSheet } from '../../src/app/drafts/sheetCompletion';
import { folderGroups, foldingRegions } from '../../src/app/drafts/sheet';
import type { DraftFile } from '../../src/app/drafts/tagDraft';
import type { TagSheet } from '../../src/app/drafts/tagSheet';
import { TagSheets } from '../../src/app/drafts/tagSheets';
import { Jobs } from '../../src/app/jobs/jobs';
import type { Session } from '../../src/core/service/service';
import { Runs } from '../../src/core/run/runs';
import { DraftFiles } from '../../src/storage/draftFiles';
import { systemClock as clock } from '../../src/storage/systemClock';
import { MemoryJournals } from '../support/memoryJournals';
import { MemoryService, sessionOf } from '../support/memoryService';
import { pick, seededRandom, some } from '../support/random';
import { services } from '../support/services';
import { fastestOf, heapBytes } from './indexing';
import { goal, type Row } from './table';

const lines = 10_000;
/** VS Code's face looks at a text so long after a key, so that several changes at one go are looked at once. */
const pauseMs = 20;

/** A sheet of 10,000 lines, of a library with 5,000 tags: what a person waits for beside the service and the window. */
export async function benchSheets(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-bench-'));
  try {
    const { sheets, jobs, connectionId, files } = library(folder);
    const source = { connectionId, title: '/products', source: 'bench', header: ['bench', 'ten thousand'] };
    const what = `a sheet of ${lines.toLocaleString('en')} lines`;
    let sheet: TagSheet | undefined;
    const opened = await fastestOf(async () => {
      sheet = await sheets.open({ ...source, files });
      const state = sheets.stateOf(sheet);
      foldingRegions(state.sheet);
      folderGroups(state.sheet);
    });
    if (!sheet) throw new Error('no sheet');
    const { text } = sheet;
    const replaced = text.replaceAll('sumer', 'summer');
    return [
      goal(`${what}: opened, once its files are read`, 'ms', opened, 1_000, '< 1 s'),
      goal(`${what}: a key to its diagnostics, processor time, median of 40`, 'ms', pauseMs + typing(sheet, text), 50, '< 50 ms'),
      goal(`${what}: the same where every line changes`, 'ms', pauseMs + typing(sheet, replaced), 50, '< 50 ms'),
      goal(
        `${what}: a word replaced on every line to its diagnostics`,
        'ms',
        pauseMs + (await replacing(sheet)),
        200,
        '< 200 ms',
      ),
      goal(`${what}: heap kept of 300 keys on as many lines`, 'bytes', await remembering(sheet), 10_000_000, '< 10 MB'),
      goal(`${what}: completion, slowest text`, 'ms', await completing(sheet), 16, '< 16 ms'),
      goal(
        `${what}: a save that changes every line to its question`,
        'ms',
        await planning(sheet, replaced, sheets, jobs),
        200,
        '< 200 ms',
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A library that answers at once, and in which nothing is ever sent. */
function library(folder: string) {
  const random = seededRandom(11);
  const known = Array.from({ length: 5_000 }, (_, index) => `${pick(random, words)} ${index}`);
  const files = Array.from({ length: lines }, (_, index): DraftFile => {
    const id = (0x5988_2100_0000 + index * 7_919).toString(16).padStart(24, '0');
    const path = `/products/${pick(random, words)}/${index} ${pick(random, words)}.jpg`;
    return { id, path, tags: ['sumer', ...some(random, words, 3), pick(random, known)] };
  });
  const session: Session = sessionOf(new MemoryService(new Map(files.map(({ id, tags }) => [id, tags])), { clock }), clock);
  const seen = new Map(known.map(tag => [tag, Math.ceil(100 * random())]));
  let count = 0;
  const newId = () => String(++count);
  const sheets = new TagSheets({
    store: new DraftFiles({ folder, newId }),
    connections: { all: [session.connection], find: () => session.connection, onDidChange: () => ({ dispose: nothing }) },
    sessions: { of: () => Promise.resolve(session) },
    tagsSeen: () => seen,
    editors: { textOf: () => undefined, edit: () => Promise.resolve(), refresh: nothing },
    clock,
    newId,
  });
  const runs = new Runs({ clock, random, store: new MemoryJournals(), newRunId: newId });
  const ports = {
    confirm: () => Promise.resolve(false),
    showProgress: () => ({ signal: new AbortController().signal, report: nothing, hide: nothing }),
    tell: nothing,
    log: { info: nothing, warn: nothing },
  };
  const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => 'always', ports });
  return { sheets, jobs, files, connectionId: session.connection.id };
}

/** Words are typed into tags up and down the sheet; the median of all keys. */
function typing(sheet: TagSheet, text: string): number {
  sheet.state(text);
  let typed = text;
  const times: number[] = [];
  for (const place of [0.1, 0.9, 0.5, 0.3]) {
    let at = firstTag(typed, place);
    for (const key of 'kitchen, s') {
      typed = typed.slice(0, at) + key + typed.slice(at);
      at++;
      const before = processorMs();
      sheet.state(typed);
      times.push(processorMs() - before);
    }
  }
  return times.sort((left, right) => left - right)[times.length / 2] ?? Infinity;
}

/** The collection of garbage is in it, and what else the machine does is not. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What is kept, once a key was typed into each of 300 lines, of all the texts that there were. */
async function remembering(sheet: TagSheet): Promise<number> {
  let { text } = sheet;
  sheet.state(text);
  const before = await heapBytes();
  for (let key = 0; key < 300; key++) {
    const at = firstTag(text, key / 300);
    // an editor's text is a new one after each key, and no part of the former
    text = Buffer.from(`${text.slice(0, at)}x${text.slice(at)}`).toString();
    sheet.state(text);
  }
  const kept = (await heapBytes()) - before;
  sheet.state(sheet.text);
  return kept;
}

function firstTag(text: string, place: number): number {
  return text.indexOf(' : ', Math.floor(place * text.length)) + ' : '.length;
}

/** Every line is a new one, and has a tag that was not in use. */
function replacing(sheet: TagSheet): Promise<number> {
  let round = 0;
  return fastestOf(() => sheet.state(sheet.text.replaceAll('sumer', `summer ${++round}`)));
}

async function completing(sheet: TagSheet): Promise<number> {
  const number = lines / 2;
  const before = sheet.text.split('\n')[number] ?? '';
  const start = before.indexOf(' : ') + ' : '.length;
  const context = { files: sheet.record.files, knownTags: sheet.knownTags };
  const times: number[] = [];
  for (const fragment of ['', 's', 'sa', 'sale 4', 'zzz']) {
    const text = `${before.slice(0, start)}${fragment}, ${before.slice(start)}`;
    const state = sheet.state(sheet.text.replace(before, text));
    const place = { line: number, character: start + fragment.length };
    times.push(await fastestOf(() => completeSheet(state.sheet, text, place, context)));
  }
  return Math.max(...times);
}

function planning(sheet: TagSheet, text: string, sheets: TagSheets, jobs: Jobs): Promise<number> {
  return fastestOf(async () => {
    await sheet.keep(text);
    const { kind } = await sheets.apply(sheet, 'summary', jobs);
    if (kind !== 'declined') throw new Error(`the save was ${kind}`);
  });
}

const words = ['sale', 'mug', 'T-Shirt', 'blue', 'kitchen', 'Summer Sale', 'archive', 'hero', 'café', 'round_neck'];
const nothing = () => undefined;
