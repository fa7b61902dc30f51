import { deepEqual } from 'node:assert/strict';
import { Marks, type MarksPorts } from '../../../../src/app/selection/marks';
import type { SelectedFile } from '../../../../src/app/selection/selection';
import { Emitter } from '../../../../src/core/model/emitter';

type Settled = Parameters<Parameters<MarksPorts['onDidSettle']>[0]>[0];

function open() {
  const [changes, settlements] = [new Emitter<readonly string[]>(), new Emitter<Settled>()];
  const marks = new Marks({
    connections: { onDidChange: listener => ({ dispose: changes.add(listener) }) },
    onDidSettle: listener => settlements.add(listener),
  });
  const told: unknown[] = [];
  marks.onDidChange(files => told.push(files?.map(({ connectionId, id }) => connectionId + id).join() ?? 'all'));
  return {
    marks,
    told,
    remove: (id: string) => {
      changes.tell([id]);
    },
    settle: (settled: Settled) => {
      settlements.tell(settled);
    },
  };
}

function of(connectionId: string, ...ids: readonly string[]) {
  return { connectionId, files: ids.map((id): SelectedFile => ({ id, tags: ['old'], listedAt: 1 })) };
}

function idsIn(marks: Marks): readonly string[] {
  return marks.selections.flatMap(({ connectionId, files }) => files.map(({ id }) => connectionId + id));
}

describe('marks', () => {
  it('add up over places and libraries, are taken off, turned round and cleared', () => {
    const { marks, told } = open();
    const states: unknown[] = [];
    marks.mark([of('a', '1', '2'), of('b', '1')]);
    marks.mark([of('a', '2', '3')]);
    states.push(idsIn(marks));
    marks.unmark([of('a', '1', '9')]);
    marks.invert([of('a', '3', '4')]);
    states.push(idsIn(marks), marks.count, marks.has('a', '4'), marks.has('a', '3'));
    marks.clear();
    states.push(idsIn(marks), marks.count);
    deepEqual(states, [['a1', 'a2', 'a3', 'b1'], ['a2', 'a4', 'b1'], 3, true, false, [], 0]);
    deepEqual(told, ['a1,a2,b1', 'all', 'a3', 'a1', 'a3,a4', 'a2,a4,b1']);
  });

  it('are put aside while they are switched off, and are what they were afterwards', () => {
    const { marks } = open();
    marks.mark([of('a', '1')]);
    marks.switch('off');
    const aside = [marks.selections, marks.count];
    marks.switch('on');
    deepEqual([aside, idsIn(marks), marks.selections[0]?.scope], [[[], 1], ['a1'], { kind: 'marked' }]);
  });

  it('know what a run has left, and go with their connection', () => {
    const { marks, settle, remove } = open();
    marks.mark([of('a', '1', '2'), of('b', '1')]);
    settle({ connectionId: 'a', files: [{ id: '1', outcome: 'changed', before: ['old'], after: ['new'] }] });
    remove('b');
    deepEqual(
      marks.selections.map(({ files }) => files),
      [
        [
          { id: '1', tags: ['new'] },
          { id: '2', tags: ['old'], listedAt: 1 },
        ],
      ],
    );
  });
});
