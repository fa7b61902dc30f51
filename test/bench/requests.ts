import type { Edit } from '../../src/core/model/edit';
import { countWrites, type Job } from '../../src/core/plan/plan';
import { Runs } from '../../src/core/run/runs';
import type { Session, TagService } from '../../src/core/service/service';
import { systemClock } from '../../src/storage/systemClock';
import { MemoryJournals } from '../support/memoryJournals';
import { openSample, sessionOn } from './sample';
import type { Row } from './table';

const files = 10_000;

/** What exactness costs: all requests from the first look at 10,000 files to the ledger, beside those of one who looks once and writes. */
export async function benchRequests(): Promise<readonly Row[]> {
  const sample = await openSample([], files);
  try {
    const { session, counted } = counting(sessionOn(sample));
    let number = 0;
    const runs = new Runs({
      clock: systemClock,
      random: Math.random,
      store: new MemoryJournals(),
      newRunId: () => `requests-${++number}`,
    });
    const row = async (what: string, job: Job): Promise<Row & { readonly runId: string }> => {
      const before = { ...counted };
      const preparation = await runs.prepare(job, { signal: new AbortController().signal });
      const { runId, counts } = await runs.start(preparation).done;
      // two files of the sample library refuse edits
      if (counts.changed < job.targets.length - 2) throw new Error(`not all was changed: ${JSON.stringify(counts)}`);
      const reads = counted.reads - before.reads;
      const looks = counted.looks - before.looks;
      const writes = counted.writes - before.writes;
      const ours = reads + looks + writes;
      const least = Math.ceil(job.targets.length / session.service.limits.filesPerRead) + countWrites(preparation.plan);
      return {
        runId,
        what: `${what} on ${files.toLocaleString('en')} files: ${reads} reads of many files, ${looks} of one, ${writes} writes`,
        unit: 'requests',
        ours,
        peer: { name: 'a look and a PATCH a file', figure: 2 * job.targets.length },
        limit: { name: 'each file seen once, the fewest writes', figure: least },
        goal: '≤ 1.5 × limit',
        met: ours <= 1.5 * least,
      };
    };
    const edited = (edit: Edit): Job => ({
      session,
      targets: sample.ids.map(id => ({ id, edit })),
      origin: { kind: 'edit' },
    });
    const rows = [
      await row('add 2 tags', edited({ kind: 'add', tags: ['summer', 'bench'] })),
      await row('replace by 2 tags', edited({ kind: 'replace', tags: ['spring', 'bench'] })),
    ];
    const replaced = await runs.record(rows[1]?.runId ?? '');
    rows.push(await row('undo that replace', await runs.undoOf(replaced, session)));
    return rows.map(({ runId: _, ...one }) => one);
  } finally {
    sample.close();
  }
}

interface Counted {
  reads: number;
  looks: number;
  writes: number;
}

function counting(session: Session): { readonly session: Session; readonly counted: Counted } {
  const counted: Counted = { reads: 0, looks: 0, writes: 0 };
  const { service } = session;
  const telling: TagService = Object.assign(Object.create(service) as TagService, {
    read: (...args: Parameters<TagService['read']>) => {
      counted.reads++;
      return service.read(...args);
    },
    readOne: (...args: Parameters<TagService['readOne']>) => {
      counted.looks++;
      return service.readOne(...args);
    },
    write: (...args: Parameters<TagService['write']>) => {
      counted.writes++;
      return service.write(...args);
    },
  });
  return { session: { ...session, service: telling }, counted };
}
