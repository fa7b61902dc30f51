import { deepEqual } from 'node:assert/strict';
import { failureGroups, type RunsNode, RunsTree } from '../../../../src/app/runs/runsTree';
import { Emitter } from '../../../../src/core/model/emitter';
import { Fault } from '../../../../src/core/model/fault';
import type { FileRecord } from '../../../../src/core/journal/journal';
import { fileRecord, runRecord } from './record';

describe('files to look at', () => {
  it('are grouped by outcome and reason, the gravest first and then the most frequent', () => {
    const files = [
      fileRecord({ id: 'ok' }),
      fileRecord({ id: 'later', outcome: 'notSent' }),
      fileRecord({ id: 'gone', outcome: 'missing' }),
      fileRecord({ id: 'x', outcome: 'failed', fault: { code: 'rejected' } }),
      fileRecord({ id: 'y', outcome: 'failed', fault: { code: 'denied' } }),
      fileRecord({ id: 'z', outcome: 'failed', fault: { code: 'denied' } }),
      fileRecord({ id: 'open', outcome: 'unknown', open: true }),
    ];
    const groups = failureGroups({ files }, ({ fault, open }) => fault?.code ?? (open ? 'open' : ''));
    deepEqual(
      groups.map(({ outcome, reason, files: found }) => [outcome, reason, found.map(({ id }) => id)]),
      [
        ['failed', 'denied', ['y', 'z']],
        ['failed', 'rejected', ['x']],
        ['unknown', 'open', ['open']],
        ['missing', '', ['gone']],
        ['notSent', '', ['later']],
      ],
    );
  });
});

describe('the tree of runs', () => {
  /** A run with these files, below which is shown what the names say. */
  function open(files: readonly FileRecord[] | Fault) {
    const changes = new Emitter<string | undefined>();
    const summary = { ...runRecord([]), runId: 'run-1' };
    const tree = new RunsTree(
      { record: () => (files instanceof Fault ? Promise.reject(files) : Promise.resolve(runRecord(files))) },
      {
        all: () => Promise.resolve(new Map([['run-1', { summary, status: 'partly' as const }]])),
        onDidChange: listener => changes.add(listener),
      },
    );
    return { tree, changes };
  }
  const failed = (count: number) =>
    Array.from({ length: count }, (_, index) => fileRecord({ id: `f${index}`, outcome: 'missing' }));
  const kinds = (nodes: readonly RunsNode[]) => {
    const counts: Record<string, number> = {};
    for (const { kind } of nodes) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };

  for (const [what, files, below] of [
    ['nothing below a run that went well', [fileRecord({ id: 'a' })], {}],
    ['a few failed files by themselves', failed(20), { runFile: 20 }],
    ['many in groups', failed(21), { runGroup: 1 }],
    ['what can not be read', new Fault('journal', { subject: 'run-1' }), { runFault: 1 }],
  ] as const) {
    it(`has ${what}`, async () => {
      const { tree } = open(files);
      const [run] = await tree.children();
      deepEqual(kinds(await tree.children(run)), below);
    });
  }

  it('shows a large group a page at a time', async () => {
    const { tree } = open(failed(450));
    const [run] = await tree.children();
    const [group] = await tree.children(run);
    const pages = [kinds(await tree.children(group))];
    for (const _ of [1, 2]) {
      const more = (await tree.children(group)).at(-1);
      if (more?.kind === 'runMore') tree.loadMore(more);
      pages.push(kinds(await tree.children(group)));
    }
    deepEqual(pages, [{ runFile: 200, runMore: 1 }, { runFile: 400, runMore: 1 }, { runFile: 450 }]);
  });

  it('tells that a run got on, or that the list is another one', async () => {
    const { tree, changes } = open([]);
    const told: unknown[] = [];
    tree.onDidChange(node => told.push(node));
    changes.tell('run-1');
    await tree.children();
    changes.tell('run-1');
    changes.tell(undefined);
    deepEqual(told, [{ kind: 'run', runId: 'run-1' }, undefined]);
  });
});
