import { Fault } from '../../src/core/model/fault';
import type { Page, RemoteFile } from '../../src/core/model/file';
import type { TagService } from '../../src/core/service/service';
import type { RunTruth } from '../world/runTruth';
import type { ServiceKind } from '../world/scenario';
import type { Request, ServiceModel } from '../world/serviceModel';
import type { Tally } from '../world/tally';
import { briefly, faultOf, remoteFile, writeResult } from './answers';
import { limitsOf } from './limits';
import type { Owner, Scheduler } from './scheduler';

/** How long a window waits for an answer. */
export const timeoutMs = 30_000;

/** A service as the windows of a simulation reach it: what is sent, and what is answered, takes its time. */
export class Remote {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly model: ServiceModel,
    private readonly service: ServiceKind,
    private readonly tally: Tally,
    private readonly trace: ((text: string) => void) | undefined,
  ) {}

  serviceFor(window: Owner, run: RunTruth): TagService {
    const { model, scheduler } = this;
    const caller = { window, run };
    return {
      limits: limitsOf[this.service],
      read: async (ids, signal) => (await this.exchange(model.read(ids, caller), window, signal)).map(remoteFile),
      readOne: async (id, signal) => {
        const seen = await this.exchange(model.readOne(id, caller), window, signal);
        return seen && remoteFile(seen);
      },
      write: async (write, signal) => {
        const request = model.write(write, caller, scheduler.now());
        if (!request) throw new Fault('invalidInput');
        const results = await this.exchange(request, window, signal);
        return { results: results.map(writeResult), requestId: 'simulated' };
      },
      check: () => Promise.resolve({ label: 'simulated' }),
      list: () => Promise.resolve<Page<RemoteFile>>({ items: [] }),
      search: async ({ tags: [anyOf = []] = [] }, cursor, signal) => {
        const place = { skip: Number(cursor ?? 0), limit: 1_000 };
        const items = (await this.exchange(model.search(anyOf, place, caller), window, signal)).map(remoteFile);
        return { items, ...(items.length === place.limit && { next: String(place.skip + place.limit) }) };
      },
      picture: () => Promise.resolve(undefined),
    };
  }

  /** There and back; what the service decides is decided when the request is there. */
  private exchange<Answer>(request: Request<Answer>, window: Owner, signal: AbortSignal): Promise<Answer> {
    const { scheduler, model, trace } = this;
    const { name, chance, serve } = request;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (act: () => void) => {
        if (isOver) return;
        isOver = true;
        signal.removeEventListener('abort', abort);
        act();
      };
      const abort = () => {
        this.tally.count('request given up');
        end(() => {
          request.giveUp();
          reject(signal.reason as Error);
        });
      };
      if (signal.aborted) {
        request.done();
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', abort);
      trace?.(name);
      scheduler.in(model.latency(chance), undefined, () => {
        const reply = serve();
        trace?.(`${name} -> ${briefly('trouble' in reply ? reply.trouble : reply.answer)}`);
        const isSlow = 'trouble' in reply && reply.trouble.kind === 'timeout';
        scheduler.in(isSlow ? timeoutMs : model.latency(chance), window, () => {
          end(() => {
            request.done();
            if ('trouble' in reply) reject(faultOf(reply.trouble));
            else resolve(reply.answer);
          });
        });
      });
    });
  }
}
