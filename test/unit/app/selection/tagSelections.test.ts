import { deepEqual, rejects } from 'node:assert/strict';
import { cancellation } from '../../../../src/app/cancellation';
import { tagSelections, type TagSelectionsPorts, type TagsWanted } from '../../../../src/app/selection/tagSelections';
import type { ServiceDescriptor } from '../../../../src/core/model/descriptor';
import type { Job } from '../../../../src/core/plan/job';
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

function makePorts(carryOut: (job: Job) => Promise<unknown> = () => Promise.resolve()) {
  const asked: TagsWanted[] = [];
  const jobs: Job[] = [];
  const sessions = new Map([
    ['a', sessionOf(new MemoryService(new Map(), { limits: bulkLimits }), clock)],
    ['b', sessionOf(new MemoryService(new Map(), { limits: singleLimits }), clock)],
  ]);
  const ports: TagSelectionsPorts = {
    sessions: { of: id => Promise.resolve(sessions.get(id) ?? Promise.reject(new Error(id))) },
    services: { all: [], of: () => ({ label: 'Demo' }) as ServiceDescriptor },
    tree: { tagsSeen: id => new Map([['sale', id === 'a' ? 2 : 3]]) },
    askTags: wanted => {
      asked.push(wanted);
      return Promise.resolve(['sale']);
    },
    carryOut: job => {
      jobs.push(job);
      return carryOut(job);
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
      [asked.map(({ kind, files, prompt }) => [kind, files, prompt]), jobs.map(({ targets, origin }) => [targets, origin])],
      [
        [['add', 3, 'Tags for mug.jpg and 2 more, separated by commas · 1 address leads to no file']],
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

  it('knows the tags of all its libraries, and what each of their services refuses', async () => {
    const { ports, asked } = makePorts();
    await tagSelections('replace', selections, ports);
    const rows = (text: string) =>
      asked[0]?.input.rows(text).flatMap(row => ('description' in row ? [row.description] : 'detail' in row ? [row.detail] : []));
    deepEqual(
      [rows('sal'), rows('50%'), rows('"a, b"')],
      [
        ['Enter replaces all tags of 3 files with 1 tag', '5 files'],
        ['Demo does not accept % in a tag: "50%".'],
        ['Demo does not accept a comma in a tag: "a, b".'],
      ],
    );
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

  it('fails by what failed, after all jobs have ended, even if another one was called off', async () => {
    const { ports, jobs } = makePorts(job => Promise.reject(job.targets.length === 2 ? cancellation() : new Error('broken')));
    await rejects(tagSelections('add', selections, ports), { message: 'broken' });
    deepEqual(jobs.length, 2);
  });
});
