import { deepEqual } from 'node:assert/strict';
import { tagSelections, type TagSelectionsPorts, type TagsWanted } from '../../../../src/app/selection/tagSelections';
import type { ServiceDescriptor } from '../../../../src/core/service/descriptor';
import type { Job } from '../../../../src/core/plan/plan';
import { Runs } from '../../../../src/core/run/runs';
import { MemoryJournals } from '../../../support/memoryJournals';
import { bulkLimits, MemoryService, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const clock = new VirtualClock();
const selections = [
  {
    connectionId: 'a',
    files: [{ id: 'f1', path: '/x/mug.jpg', tags: ['mug'] }, { id: 'f2' }],
    note: '1 address leads to no file',
  },
  { connectionId: 'b', files: [{ id: 'f1' }] },
];

const told: string[] = [];

function makePorts() {
  const asked: TagsWanted[] = [];
  told.length = 0;
  const jobs: Job[] = [];
  const sessions = new Map([
    ['a', sessionOf(new MemoryService(new Map([['f2', ['gift', 'mug']]]), { limits: bulkLimits }), clock)],
    ['b', sessionOf(new MemoryService(new Map(), { limits: singleLimits }), clock)],
  ]);
  const ports: TagSelectionsPorts = {
    sessions: { of: id => Promise.resolve(sessions.get(id) ?? Promise.reject(new Error(id))) },
    services: { all: [], of: () => ({ label: 'Demo' }) as ServiceDescriptor },
    runs: new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'run' }),
    questions: {
      progress: (title, work) => {
        told.push(title);
        return work(new AbortController().signal, message => told.push(message));
      },
    },
    tree: { applyTags: () => undefined, tagsSeen: id => new Map([['sale', id === 'a' ? 2 : 3]]) },
    askTags: wanted => {
      asked.push(wanted);
      return Promise.resolve(['sale']);
    },
    carryOut: parts => {
      jobs.push(...parts.map(({ job }) => job));
      return Promise.resolve();
    },
  };
  return { ports, asked, jobs };
}

describe('an edit of chosen files', () => {
  it('asks once, and is one job a connection', async () => {
    const { ports, asked, jobs } = makePorts();
    await tagSelections('add', selections, ports);
    const edit = { kind: 'add', tags: ['sale'] };
    deepEqual(
      [asked.map(({ kind, title, prompt }) => [kind, title, prompt]), jobs.map(({ targets, origin }) => [targets, origin])],
      [
        [
          [
            'add',
            'Add Tags to 3 Files · 2 libraries',
            'Tags for mug.jpg and 2 more, separated by commas · 1 address leads to no file',
          ],
        ],
        [
          [
            [
              { id: 'f1', path: '/x/mug.jpg', edit },
              { id: 'f2', edit },
            ],
            { kind: 'edit' },
          ],
          [[{ id: 'f1', edit }], { kind: 'edit' }],
        ],
      ],
    );
  });

  it('hands on what a listing has shown of them, and when', async () => {
    const { ports, jobs } = makePorts();
    const files = [{ id: 'f1', tags: ['mug'], listedAt: 7 }, { id: 'f2', tags: ['mug'] }, { id: 'f3' }];
    await tagSelections('clear', [{ connectionId: 'a', files }], ports);
    deepEqual(
      jobs.map(({ shown }) => [...(shown ?? [])]),
      [[['f1', { tags: ['mug'], at: 7 }]]],
    );
  });

  it('knows the tags of all its libraries, and what each of their services refuses', async () => {
    const { ports, asked } = makePorts();
    await tagSelections('replace', selections, ports);
    const rows = (text: string) =>
      asked[0]?.input.rows(text).flatMap(row => ('description' in row ? [row.description] : 'detail' in row ? [row.detail] : []));
    deepEqual(
      [rows('sal'), rows('50%'), rows('"a, b"')],
      [
        ['Enter replaces all tags of 3 files with 1 tag', '5 files or more'],
        ['Demo does not accept % in a tag: "50%".'],
        ['Demo does not accept a comma in a tag: "a, b".'],
      ],
    );
  });

  it('knows the tags of files that were chosen by their ids alone', async () => {
    const { ports, asked } = makePorts();
    await tagSelections('remove', selections, ports);
    const rows = (text: string) => asked[0]?.input.rows(text).map(row => `${row.kind} ${row.label}`);
    deepEqual(
      [rows(''), rows('gifts'), told],
      [
        ['heading tags of these files', 'known mug', 'known gift'],
        ['accept gifts', 'twin gift'],
        ['Reading tags', '1 of 2', '2 of 2'],
      ],
    );
  });

  it('asks a service nothing where all tags are known, or none are asked for', async () => {
    const { ports } = makePorts();
    await tagSelections('add', [{ connectionId: 'a', files: [{ id: 'f1', tags: ['mug'] }] }], ports);
    await tagSelections('clear', selections, ports);
    deepEqual(told, []);
  });

  it('takes any tag away', async () => {
    const { ports, asked } = makePorts();
    await tagSelections('remove', selections, ports);
    deepEqual(
      asked[0]?.input.rows('50%').map(({ kind }) => kind),
      ['accept'],
    );
  });

  it('asks for nothing where all tags are cleared', async () => {
    const { ports, asked, jobs } = makePorts();
    await tagSelections('clear', selections, ports);
    deepEqual([asked, jobs.map(({ targets }) => targets[0]?.edit)], [[], [{ kind: 'clear' }, { kind: 'clear' }]]);
  });
});
