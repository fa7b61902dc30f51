import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { Fault } from '../core/model/fault';

const beatMs = 5_000;
/** A lock that nobody has touched for so long belongs to nobody, though its process id may be in use again. */
const staleMs = 60_000;

/** Says which process writes a journal. Its owner touches it every few seconds; it falls with its process. */
export class JournalLock {
  private readonly beat: NodeJS.Timeout;

  private constructor(private readonly path: string) {
    this.beat = setInterval(() => {
      const now = new Date();
      void utimes(path, now, now).catch(() => undefined);
    }, beatMs);
    this.beat.unref();
  }

  /** @throws Fault `journal` where another process holds it */
  static async take(path: string): Promise<JournalLock> {
    if (await JournalLock.isHeld(path)) throw new Fault('journal', { isBusy: true });
    await rm(path, { force: true });
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return new JournalLock(path);
  }

  static async isHeld(path: string): Promise<boolean> {
    try {
      const [pid, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
      return Date.now() - mtimeMs < staleMs && isAlive(Number(pid));
    } catch {
      return false;
    }
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    await rm(this.path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    // signal 0 only asks
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
