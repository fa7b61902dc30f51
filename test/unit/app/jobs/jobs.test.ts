import { deepEqual } from 'node:assert/strict';
import { ConnectionFault, Fault } from '../../../../src/core/model/fault';
import type { ConfirmPolicy } from '../../../../src/app/jobs/confirmPolicy';
import type { Caller, JobPorts } from '../../../../src/app/jobs/jobPorts';
import { Jobs } from '../../../../src/app/jobs/jobs';
import type { Edit } from '../../../../src/core/model/edit';
import type { Job, Preparation } from '../../../../src/core/plan/plan';
import { Runs } from '../../../../src/core/run/runs';
import { services } from '../../../support/services';
import { MemoryJournals } from '../../../support/memoryJournals';
import { MemoryService, type MemoryServiceOptions, sessionOf } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

const sale: Edit = { kind: 'add', tags: ['sale'] };
const clear: Edit = { kind: 'clear' };

interface Scene {
  readonly files: readonly string[];
  readonly edit: Edit;
  readonly caller: Caller;
  readonly policy?: ConfirmPolicy;
  readonly answer?: boolean;
  readonly service?: MemoryServiceOptions;
}

/** Carries a job out on a library where `a` is tagged "sale" and all others "old", and tells what a person saw of it. */
async function play({ files, edit, caller, policy = 'moreThan10', answer = true, service: options = {} }: Scene) {
  const clock = new VirtualClock();
  const library = new Map(files.map(id => [id, [id === 'a' ? 'sale' : 'old']] as const));
  const service = new MemoryService(library, { clock, ...options });
  const seen: string[] = [];
  const ports: JobPorts = {
    confirm: ({ question, severity }) => {
      seen.push(`${severity}: ${question}`);
      return Promise.resolve(answer);
    },
    showProgress: (title, size) => {
      seen.push(`${size}: ${title}`);
      let isShown = true;
      return {
        signal: new AbortController().signal,
        report: () => {
          if (!isShown) seen.push('progress');
          isShown = true;
        },
        hide: () => {
          if (isShown) seen.push('hidden');
          isShown = false;
        },
      };
    },
    tell: ({ prominence, text }) => {
      seen.push(`${prominence}: ${text}`);
    },
    log: {
      info: text => {
        seen.push(`log: ${text}`);
      },
      warn: text => {
        seen.push(`log!: ${text}`);
      },
    },
  };
  const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'r' });
  const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => policy, ports });
  const session = sessionOf(service, clock);
  const job: Job = { session, targets: files.map(id => ({ id, edit })), origin: { kind: 'edit' } };
  try {
    return { ledger: (await jobs.carryOut(job, caller))?.counts.changed, seen };
  } catch (error) {
    return { error, seen };
  }
}

const many = Array.from({ length: 11 }, (_, index) => `f${index}`);

describe('a job', () => {
  it('of a few files is carried out without a question', async () => {
    deepEqual(await play({ files: ['a', 'b'], edit: sale, caller: 'person' }), {
      ledger: 1,
      seen: [
        'small: Adding "sale" to 2 files',
        'hidden',
        'log: demo · Added "sale" to 1 file · 1 changed, 1 unchanged · run r',
        'passing: Added "sale" to 1 file; 1 unchanged.',
      ],
    });
  });

  it('of many files is carried out once it is confirmed', async () => {
    deepEqual(await play({ files: many, edit: sale, caller: 'person' }), {
      ledger: 11,
      seen: [
        'large: Adding "sale" to 11 files',
        'hidden',
        'info: Add "sale" to 11 files in demo?',
        'progress',
        'hidden',
        'log: demo · Added "sale" to 11 files · 11 changed · run r',
        'notification: Added "sale" to 11 files.',
      ],
    });
  });

  it('is not begun where the answer is no', async () => {
    deepEqual(await play({ files: ['b'], edit: clear, caller: 'person', answer: false }), {
      ledger: undefined,
      seen: ['small: Clearing all tags of 1 file', 'hidden', 'warning: Clear all tags of b in demo?'],
    });
  });

  it('is not begun where nothing is to be done', async () => {
    deepEqual(await play({ files: ['a'], edit: sale, caller: 'person', policy: 'always' }), {
      ledger: undefined,
      seen: ['small: Adding "sale" to 1 file', 'hidden', 'notification: The file already has "sale".'],
    });
  });

  it('asks a program nothing, and gives it a ledger even of files that need nothing', async () => {
    deepEqual(await play({ files: ['a'], edit: clear, caller: 'program', policy: 'always' }), {
      ledger: 1,
      seen: [
        'small: Clearing all tags of 1 file',
        'hidden',
        'log: demo · Cleared all tags of 1 file · 1 changed · run r',
        'passing: Cleared all tags of a.',
      ],
    });
    deepEqual((await play({ files: ['a'], edit: sale, caller: 'program' })).ledger, 0);
  });

  it('logs each file that failed, with its reason', async () => {
    const { seen } = await play({ files: ['b', 'c'], edit: sale, caller: 'program', service: { refused: new Set(['c']) } });
    deepEqual(
      seen.filter(line => line.startsWith('log!')),
      [
        'log!: demo · Added "sale" to 1 file · 1 changed, 1 failed · run r',
        'log!:   failed · c · /c · "demo" refused the request (400). The service says: Error in adding tags · request request-1',
      ],
    );
  });

  it('names the connection where its files can not be read', async () => {
    const onRead = () => new Fault('unauthorized', { status: 401 });
    const { error, seen } = await play({ files: ['b'], edit: sale, caller: 'person', service: { onRead } });
    const connection = error instanceof ConnectionFault ? error.connection.name : undefined;
    deepEqual({ connection, seen }, { connection: 'demo', seen: ['small: Adding "sale" to 1 file', 'hidden'] });
  });

  it('asks of a single file where it shall, and tells what was planned', async () => {
    const clock = new VirtualClock();
    const service = new MemoryService(new Map([['b', []]]), { clock });
    const opened: string[] = [];
    const silent = () => undefined;
    const ports: JobPorts = {
      confirm: ({ opens }) => Promise.resolve(opened.push(opens) === 0),
      showProgress: () => ({ signal: new AbortController().signal, report: silent, hide: silent }),
      tell: silent,
      log: { info: silent, warn: silent },
    };
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'r' });
    const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => 'never', ports });
    const job: Job = { session: sessionOf(service, clock), targets: [{ id: 'b', edit: sale }], origin: { kind: 'edit' } };
    const planned: number[] = [];
    const options = {
      confirm: 'always',
      opens: 'changes',
      onPrepared: ({ plan }: Preparation) => planned.push(plan.changes.length),
    } as const;
    deepEqual([await jobs.carryOut(job, 'person', options), opened, planned], [undefined, ['changes'], [1]]);
  });

  it('is asked about once more where others have tagged its files meanwhile, and says what is new in that', async () => {
    const clock = new VirtualClock();
    const library = new Map<string, readonly string[]>([['x', ['old']]]);
    const { ports } = listening();
    const asked: string[] = [];
    const confirm: JobPorts['confirm'] = async ({ detail }) => {
      asked.push(detail.slice(0, detail.indexOf('\n')));
      library.set('x', ['old', 'legal-hold']);
      await clock.sleep(120_000);
      return asked.length < 3;
    };
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => 'r' });
    const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => 'always', ports: { ...ports, confirm } });
    const session = sessionOf(new MemoryService(library, { clock }), clock);
    await jobs.carryOut({ session, targets: [{ id: 'x', edit: clear }], origin: { kind: 'edit' } }, 'person');
    deepEqual(
      [asked, library.get('x')],
      [['demo (ImageKit) · /x', 'Edited elsewhere since you agreed. Now also removed: "legal-hold"'], []],
    );
  });

  it('of several libraries is asked about once, and each has a run of its own', async () => {
    const clock = new VirtualClock();
    const { ports, seen } = listening();
    const runs = new Runs({ clock, random: () => 0, store: new MemoryJournals(), newRunId: () => `r${seen.length}` });
    const isProduction = ({ name }: { readonly name: string }) => name === 'demo';
    const jobs = new Jobs({ runs, services, clock, confirmPolicy: () => 'never', isProduction, ports });
    const parts = ['x', 'y'].map(id => {
      const session = sessionOf(new MemoryService(new Map([[id, ['old']]]), { clock }), clock);
      return { job: { session, targets: [{ id, path: `/${id}`, edit: sale }], origin: { kind: 'edit' } } } as const;
    });
    await jobs.carryOutTogether(parts);
    deepEqual(
      seen.filter(line => !line.startsWith('log')),
      [
        'small: Adding "sale" to 2 files',
        'hidden',
        'info, apply: Add "sale" to 2 files in 2 libraries?',
        'demo (ImageKit) · production · /x',
        'demo (ImageKit) · production · /y',
        'shown',
        'passing: Added "sale" to x.',
        'hidden',
        'passing: Added "sale" to y.',
      ],
    );
  });
});

/** What a person sees of jobs, who says yes to everything. */
function listening() {
  const seen: string[] = [];
  const signal = new AbortController().signal;
  const ports: JobPorts = {
    confirm: ({ question, detail, severity, enters }) => {
      seen.push(`${severity}, ${enters}: ${question}`, ...detail.split('\n').filter(line => line.startsWith('demo')));
      return Promise.resolve(true);
    },
    showProgress: (title, size) => {
      seen.push(`${size}: ${title}`);
      let isShown = true;
      const show = (shown: typeof isShown, word: string) => {
        if (isShown !== shown) seen.push(word);
        isShown = shown;
      };
      return {
        signal,
        report: () => {
          show(true, 'shown');
        },
        hide: () => {
          show(false, 'hidden');
        },
      };
    },
    tell: ({ prominence, text }) => {
      seen.push(`${prominence}: ${text}`);
    },
    log: { info: text => seen.push(`log: ${text}`), warn: text => seen.push(`log: ${text}`) },
  };
  return { ports, seen };
}
