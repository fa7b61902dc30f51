import { deepEqual, rejects } from 'node:assert/strict';
import { mergeQuestion, newTagName, tagChoice } from '../../../../src/app/renaming/newTagName';
import { type Renaming, renameTags, type RenameTagsPorts } from '../../../../src/app/renaming/renameTags';
import { isCancelled } from '../../../../src/core/model/abortSignals';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { Job } from '../../../../src/core/plan/plan';
import { Runs } from '../../../../src/core/run/runs';
import type { SearchEngine } from '../../../../src/app/search/fileSearch';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

function file(id: string, path: string, ...tags: readonly string[]): RemoteFile {
  return { kind: 'file', id, name: id, path, tags, derivedTags: [], facts: {} };
}

/** An index that knows f1 and f2, and a search in two pages that knows f2 and f3. */
function makePorts() {
  const log: unknown[] = [];
  const indexed = [file('f1', '/a/f1', 'Sale'), file('f2', '/b/f2', 'sales')];
  const searched = [[file('f2', '/b/f2', 'sales')], [file('f3', '/a/c/f3', 'Sale')]];
  const engine = {
    indexes: { files: (_: string, tag: string) => Promise.resolve(indexed.filter(({ tags }) => tags?.includes(tag))) },
    search: {
      find: (_: string, { terms }: { terms: unknown }, { cursor = '0' }: { cursor?: string }) => {
        if (cursor === '0') log.push(terms);
        return Promise.resolve({ items: searched[Number(cursor)] ?? [], ...(cursor === '0' && { next: '1' }) });
      },
    },
  } as unknown as SearchEngine;
  const ports: RenameTagsPorts = {
    searching: { load: () => Promise.resolve(engine) },
    sessions: { of: () => Promise.resolve(sessionOf(new MemoryService(new Map()), new VirtualClock())) },
    runs: { readWritten: () => Promise.resolve(new Map()) },
    questions: {
      progress: (_, work) => work(new AbortController().signal, text => log.push(text)),
      tell: text => log.push(text),
    },
    carryOut: parts => Promise.resolve(log.push(...parts.map(({ job, scope }) => [job.targets, scope]))),
  };
  return { log, ports };
}

describe('a rename', () => {
  const renaming: Renaming = { connectionId: 'c', tags: ['Sale', 'sales'], to: 'sale' };
  const edit = { kind: 'rename', from: ['Sale', 'sales'], to: 'sale' };

  it('is one edit of all files that the index or the search knows to have one of the tags', async () => {
    const { log, ports } = makePorts();
    await renameTags(renaming, ports);
    deepEqual(log, [
      [{ kind: 'tag', anyOf: ['Sale', 'sales'], negated: false }],
      '2 so far',
      '3 so far',
      [
        [
          { id: 'f1', path: '/a/f1', edit },
          { id: 'f2', path: '/b/f2', edit },
          { id: 'f3', path: '/a/c/f3', edit },
        ],
        { kind: 'library', reach: 'below' },
      ],
    ]);
  });

  it('into one of the tags looks for the others alone', async () => {
    const { log, ports } = makePorts();
    await renameTags({ ...renaming, to: 'sales' }, ports);
    deepEqual(log[0], [{ kind: 'tag', anyOf: ['Sale'], negated: false }]);
  });

  it('takes no tags for shown of which it is not known when', async () => {
    const { ports } = makePorts();
    const jobs: Job[] = [];
    await renameTags(renaming, { ...ports, carryOut: parts => Promise.resolve(jobs.push(...parts.map(({ job }) => job))) });
    deepEqual(
      jobs.map(({ shown }) => shown),
      [new Map()],
    );
  });

  it('in a folder leaves the files elsewhere alone', async () => {
    const { log, ports } = makePorts();
    await renameTags({ ...renaming, tags: ['Sale'], folder: '/a' }, ports);
    const [terms, , , part] = log as [unknown[], unknown, unknown, [{ id: string }[], unknown]];
    // what the service finds is the service's word: the stub finds f2 whatever it is asked
    deepEqual(
      [terms[1], part[0].map(({ id }) => id), part[1]],
      [{ kind: 'folder', path: '/a', negated: false }, ['f1', 'f2', 'f3'], { kind: 'folders', paths: ['/a'], reach: 'below' }],
    );
  });

  it('is of files, too, that got a tag from a run and that the search does not show yet', async () => {
    const { log, ports } = makePorts();
    const clock = new VirtualClock();
    const library = new Map(['f3', 'f4', 'f5'].map(id => [id, ['old'] as readonly string[]]));
    const session = sessionOf(new MemoryService(library, { clock, lagMs: 60_000 }), clock);
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' });
    const targets = [...library.keys()].map(id => ({ id, edit: { kind: 'add', tags: ['Sale'] } as const }));
    const { signal } = new AbortController();
    await runs.start(await runs.prepare({ session, targets, origin: { kind: 'edit' } }, { signal })).done;
    library.set('f5', ['old']);
    await renameTags(renaming, { ...ports, runs, sessions: { of: () => Promise.resolve(session) } });
    const [targetsOfRename] = log.at(-1) as [{ id: string }[]];
    deepEqual(
      targetsOfRename.map(({ id }) => id),
      ['f1', 'f2', 'f3', 'f4'],
    );
  });

  it('says so where no file has the tag', async () => {
    const { log, ports } = makePorts();
    const search = { find: () => Promise.resolve({ items: [] }) };
    const indexes = { files: () => Promise.resolve([]) };
    const searching = { load: () => Promise.resolve({ search, indexes } as unknown as SearchEngine) };
    await rejects(renameTags(renaming, { ...ports, searching }), isCancelled);
    deepEqual(log, ['0 so far', 'No file has "Sale", "sales".']);
  });
});

describe('the question for a new name', () => {
  const seen = new Map([
    ['sale', 40],
    ['mug', 9],
    ['Sale', 3],
    ['sales', 2],
  ]);
  const place = {
    connectionId: 'c',
    library: 'Shop',
    seen,
    areAll: true,
    check: (name: string) => (name === '50%' ? 'No %.' : undefined),
  };

  it('tells how many files have the tag, what the service refuses, and when two tags would become one', () => {
    const { title, prompt, value, remarkOn } = newTagName({ ...place, tags: ['Sale'] });
    deepEqual(
      [title, prompt, value, ...['Sale', ' ', '50%', 'sale ', 'offer'].map(remarkOn)],
      [
        'Rename Tag "Sale" · Shop',
        'A new name for the tag of 3 files',
        'Sale',
        undefined,
        undefined,
        { severity: 'error', text: 'No %.' },
        { severity: 'info', text: '40 files already have "sale": Enter merges the two tags.' },
        undefined,
      ],
    );
    deepEqual(
      [newTagName({ ...place, tags: ['Sale'], folder: '/a' })].map(one => [one.title, one.prompt]),
      [['Rename Tag "Sale" · Shop · /a and all below', 'A new name for the tag']],
    );
  });

  it('of a merge offers the tags themselves, what is typed, and other tags', () => {
    const { title, rows } = mergeQuestion({ ...place, tags: ['Sale', 'sale', 'sales'] });
    const told = (text: string) => rows(text).map(({ kind, label, description }) => `${kind} ${label} · ${description}`);
    deepEqual(
      [title, told(''), told('mu'), told('50%')],
      [
        'Merge "Sale", "sale", "sales" · Shop',
        [
          'into Into "sale" · one of them · 40 files',
          'into Into "Sale" · one of them · 3 files',
          'into Into "sales" · one of them · 2 files',
        ],
        ['into Into "mu" · new', 'into Into "mug" · 9 files'],
        ['problem Into "50%" · No %.'],
      ],
    );
  });

  it('claims no more than what was seen of a library so far', () => {
    const partly = { ...place, areAll: false };
    const { prompt, remarkOn } = newTagName({ ...partly, tags: ['Sale'] });
    deepEqual(
      [
        prompt,
        remarkOn('sale')?.text,
        mergeQuestion({ ...partly, tags: ['mug'] })
          .rows('sal')
          .map(({ description }) => description),
        tagChoice(partly)('mug')[0]?.description,
      ],
      [
        'A new name for the tag',
        '40 files or more already have "sale": Enter merges the two tags.',
        ['not seen yet', '40 files or more', '3 files or more', '2 files or more'],
        '9 files or more',
      ],
    );
  });

  it('offers near-twins of what was chosen first', () => {
    const told = (text: string, chosen?: readonly string[]) =>
      tagChoice({ seen, areAll: true }, chosen)(text).map(({ kind, label, description }) => `${kind} ${label} · ${description}`);
    deepEqual(
      [told('sal'), told('', ['Sale']), told('', ['Sale', 'sale', 'sales'])],
      [
        ['tag sale · 40 files', 'tag Sale · 3 files', 'tag sales · 2 files', 'tag sal · as typed'],
        ['tag sale · 40 files', 'tag sales · 2 files', 'tag mug · 9 files'],
        ['done Merge "Sale", "sale", "sales" · or choose one more', 'tag mug · 9 files'],
      ],
    );
  });
});
