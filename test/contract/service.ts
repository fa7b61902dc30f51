import { deepEqual, ok } from 'node:assert/strict';
import type { Connection, Credentials } from '../../src/core/service/connection';
import { recordOf, faultOf } from '../../src/core/model/fault';
import type { Folder, RemoteFile } from '../../src/core/model/file';
import { applyWrite, type PageSize, type TagService, type Write } from '../../src/core/service/service';
import type { ServiceRegistry } from '../../src/services/registry';

/** A service with a server of its own, as the suite meets it. */
export interface ServiceUnderTest {
  readonly services: ServiceRegistry;
  readonly service: string;
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Such that the server refuses them. */
  readonly wrongCredentials: Credentials;
  /** Files that can be read and changed, enough for one write and one more. */
  readonly fileIds: readonly string[];
  /** An id of a file that does not exist, in the service's own form. */
  readonly unknownId: string;
  /** A word that is in a file's name. */
  readonly word: string;
  /** Of the first file, where the service makes tags. */
  readonly derivedTag?: string;
  /** A file in the form that a listing has it, which has a picture that the editor can't fetch by itself. */
  readonly pictured?: (files: readonly RemoteFile[]) => RemoteFile | undefined;
  close(): void | Promise<void>;
}

const never = new AbortController().signal;

/** What every service must do, whatever its limits say of it. Each is run through this against its own server. */
export function describeService(name: string, start: () => Promise<ServiceUnderTest>): void {
  describe(`the contract of a service, with ${name}`, () => {
    let subject: ServiceUnderTest;
    let service: TagService;
    before(async () => {
      subject = await start();
      service = await open();
    });
    after(() => subject.close());

    const open = async (given: Partial<Pick<ServiceUnderTest, 'endpoint' | 'credentials'>> = {}) => {
      const { endpoint, credentials } = { ...subject, ...given };
      const connection: Connection = { id: 'c', name: 'c', service: subject.service, endpoint };
      return (await subject.services.open(connection, credentials, () => Promise.resolve())).service;
    };
    const accountOf = async (endpoint: string, credentials: Credentials) => {
      const connection: Connection = { id: 'c', name: 'c', service: subject.service, endpoint };
      return (await subject.services.open(connection, credentials, () => Promise.resolve())).account;
    };
    const faultsOf = async (promise: Promise<unknown>) =>
      promise.then(
        () => undefined,
        (error: unknown) => recordOf(faultOf(error)),
      );
    const tagsOf = async (ids: readonly string[]) =>
      Promise.all(ids.map(async id => [...((await service.readOne(id, never))?.tags ?? [])].sort()));

    it('is what the catalog says', () => {
      const { id, label, credentials } = subject.services.of(subject.service);
      const parts = credentials.map(part => part.name);
      const suspects = credentials.flatMap(({ forms }) =>
        forms.filter(({ fields, suspect }) => !fields.some(field => field.name === suspect)).map(form => form.id),
      );
      deepEqual([id, label === '', new Set(parts).size === parts.length, suspects], [subject.service, false, true, []]);
    });

    it('takes its credentials as JSON, and comes to the same account by them', async () => {
      const parsed = await subject.services.parse(subject.service, JSON.parse(JSON.stringify(subject.credentials)));
      const [account, again, elsewhere, other] = await Promise.all([
        accountOf(subject.endpoint, subject.credentials),
        accountOf(subject.endpoint, parsed),
        accountOf('https://elsewhere.test', subject.credentials),
        accountOf(subject.endpoint, subject.wrongCredentials),
      ]);
      deepEqual(
        {
          parsed,
          same: account === again,
          distinct: new Set([account, elsewhere, other]).size,
          hash: /^[\da-f]{32}$/.test(account),
        },
        { parsed: subject.credentials, same: true, distinct: 3, hash: true },
      );
    });

    it('refuses credentials that are none, and says which field without a word of it', async () => {
      for (const value of [undefined, null, 'private', [], { other: 'private' }, {}]) {
        const fault = await faultsOf(subject.services.parse(subject.service, value));
        deepEqual([fault?.code, JSON.stringify(fault).includes('private')], ['invalidInput', false]);
      }
    });

    it('is checked', async () => {
      const { label } = await service.check(never);
      ok(label !== '');
    });

    it('says that a sign-in is refused, and shows nothing of it', async () => {
      const wrong = await open({ credentials: subject.wrongCredentials });
      const fault = await faultsOf(wrong.check(never));
      const shown = secretsIn(subject.wrongCredentials).filter(secret => JSON.stringify(fault).includes(secret));
      deepEqual([fault?.code === 'unauthorized' || fault?.code === 'forbidden', shown], [true, []]);
    });

    it('says that nothing answers', async () => {
      const nowhere = await open({ endpoint: 'http://127.0.0.1:1' });
      deepEqual((await faultsOf(nowhere.check(never)))?.code, 'refused');
    });

    it('ends at once when it is called off', async () => {
      const reason = new Error('enough');
      const asked = [
        service.check(AbortSignal.abort(reason)),
        service.list(undefined, undefined, AbortSignal.abort(reason)),
        service.readOne(subject.fileIds[0] ?? '', AbortSignal.abort(reason)),
        service.write({ kind: 'clear', fileIds: subject.fileIds.slice(0, 1) }, AbortSignal.abort(reason)),
      ];
      const ends = await Promise.allSettled(asked);
      deepEqual(
        ends.map(end => end.status === 'rejected' && end.reason === reason),
        [true, true, true, true],
      );
    });

    it('lists the same library in pages of either size, and folders within folders', async () => {
      const [screen, largest] = await Promise.all([walk('screen'), walk('largest')]);
      const ids = (items: readonly (Folder | RemoteFile)[]) => items.map(({ kind, id }) => `${kind} ${id}`).sort();
      const files = screen.filter(item => item.kind === 'file');
      deepEqual(
        {
          same: ids(screen),
          once: new Set(ids(screen)).size,
          known: subject.fileIds.filter(id => !files.some(file => file.id === id)),
          strangeIds: files.filter(({ id }) => !service.limits.fileId.test(id)),
          strangePaths: screen.filter(({ path, name: last }) => !path.startsWith('/') || !path.endsWith(`/${last}`)),
          tagsShown: new Set(files.map(({ tags }) => tags !== undefined)),
        },
        {
          same: ids(largest),
          once: screen.length,
          known: [],
          strangeIds: [],
          strangePaths: [],
          tagsShown: new Set([service.limits.tagsInListing]),
        },
      );
    });

    it('finds its own ids in a text', () => {
      const descriptor = subject.services.of(subject.service);
      const text = `see https://x.test/${subject.fileIds[0]}/a?b=c, "${subject.fileIds[1]}"\n${subject.fileIds[0]}; and words`;
      deepEqual(descriptor.findIds(text), subject.fileIds.slice(0, 2));
    });

    it('reads files that there are, and no others', async () => {
      const ids = [...subject.fileIds, subject.unknownId].slice(-service.limits.filesPerRead);
      const files = await service.read(ids, never);
      const [known = ''] = subject.fileIds;
      const one = await service.readOne(known, never);
      deepEqual(
        [
          files.map(({ id }) => id).sort(),
          files.filter(({ tags }) => tags === undefined),
          one?.id,
          one?.tags !== undefined,
          await service.readOne(subject.unknownId, never),
        ],
        [ids.filter(id => id !== subject.unknownId).sort(), [], known, true, undefined],
      );
    });

    for (const tag of ['sale', 'two words', 'Ünïcödé', '標籤', '👍🏽', `"quotes' & <angles>`, 'a:b;c|d\\e', '#1', '-', '0']) {
      it(`keeps a tag as it is: ${tag}`, async () => {
        const [id = ''] = subject.fileIds;
        if (service.limits.tags.forbidden.some(character => tag.includes(character))) {
          deepEqual((await faultsOf(service.write(addTo([id], tag), never)))?.code, 'invalidInput');
          return;
        }
        await service.write(addTo([id], tag), never);
        const [added] = await tagsOf([id]);
        await service.write({ kind: 'remove', fileIds: [id], tags: [tag] }, never);
        const [removed] = await tagsOf([id]);
        deepEqual([added?.includes(tag), removed?.includes(tag)], [true, false]);
      });
    }

    it('carries out each kind of write that it has, also twice', async () => {
      for (const kind of Object.keys(service.limits.writes) as Write['kind'][]) {
        const fileIds = subject.fileIds.slice(0, service.limits.writes[kind]);
        await Promise.all(fileIds.map(async id => prepare(id)));
        const write = writeOf(kind, fileIds);
        const expected = (await tagsOf(fileIds)).map(tags => [...applyWrite(write, tags)].sort());
        for (const time of ['once', 'twice']) {
          const { results } = await service.write(write, never);
          deepEqual(
            { kind, time, tags: await tagsOf(fileIds), applied: results.map(({ fileId, applied }) => [fileId, applied]).sort() },
            { kind, time, tags: expected, applied: fileIds.map(id => [id, true]).sort() },
          );
        }
      }
    });

    it('refuses what its limits do not allow before anything is sent', async () => {
      const [id = ''] = subject.fileIds;
      const { forbidden, charactersPerWrite } = service.limits.tags;
      const most = service.limits.writes.add ?? 0;
      const refused: readonly Write[] = [
        { kind: 'add', fileIds: [], tags: ['a'] },
        { kind: 'add', fileIds: Array.from({ length: most + 1 }, () => id), tags: ['a'] },
        { kind: 'add', fileIds: ['../../etc/passwd'], tags: ['a'] },
        { kind: 'add', fileIds: [id], tags: [] },
        { kind: 'add', fileIds: [id], tags: [' '] },
        ...forbidden.map(character => addTo([id], `a${character}b`)),
        ...(charactersPerWrite === undefined ? [] : [addTo([id], 'x'.repeat(charactersPerWrite + 1))]),
      ];
      const before = await tagsOf([id]);
      const faults = await Promise.all(refused.map(async write => (await faultsOf(service.write(write, never)))?.code));
      deepEqual([faults, await tagsOf([id])], [refused.map(() => 'invalidInput'), before]);
    });

    it('says that a file is missing', async () => {
      const fault = await faultsOf(service.write(addTo([subject.unknownId], 'a'), never));
      deepEqual(fault?.code, 'notFound');
    });

    it('finds a file by a word of its name', async function () {
      if (!service.limits.searches.fields.includes('words')) this.skip();
      const { items } = await service.search({ words: [subject.word] }, undefined, never);
      ok(items.some(({ name: found }) => found.toLowerCase().includes(subject.word.toLowerCase())));
    });

    it('shows tags that it makes apart, and takes them away where it can', async function () {
      const { derivedTag = '', fileIds } = subject;
      const [id = ''] = fileIds;
      if (!service.removeDerivedTags) this.skip();
      const namesOf = async () => (await service.readOne(id, never))?.derivedTags.map(({ name: tag }) => tag) ?? [];
      const [own] = await tagsOf([id]);
      const before = await namesOf();
      const { results } = await service.removeDerivedTags([id], [derivedTag], never);
      deepEqual(
        [before.includes(derivedTag), results, await namesOf(), await tagsOf([id])],
        [true, [{ fileId: id, applied: true }], before.filter(tag => tag !== derivedTag), [own]],
      );
    });

    it('tags folders as it tags files, where they have tags, and shows what is passed down apart', async function () {
      if (!service.limits.foldersHaveTags) this.skip();
      const items = await walk('largest');
      const inner = items.find((item): item is RemoteFile => item.kind === 'file' && item.path.lastIndexOf('/') > 0);
      const folder = items.find(({ kind, path }) => kind === 'folder' && inner?.path.startsWith(`${path}/`));
      // a library may have no folders
      if (!inner || !folder) this.skip();
      const [before] = await tagsOf([folder.id]);
      const { results } = await service.write(addTo([folder.id], 'passed down'), never);
      const [tagged] = await tagsOf([folder.id]);
      const file = await service.readOne(inner.id, never);
      await service.write({ kind: 'remove', fileIds: [folder.id], tags: ['passed down'] }, never);
      deepEqual(
        {
          results,
          tagged,
          own: file?.tags?.includes('passed down'),
          derived: file?.derivedTags.some(({ name: tag }) => tag === 'passed down'),
          after: await tagsOf([folder.id]),
        },
        {
          results: [{ fileId: folder.id, applied: true }],
          tagged: [...(before ?? []), 'passed down'].sort(),
          own: false,
          derived: true,
          after: [before],
        },
      );
    });

    it('has pictures', async function () {
      if (!subject.pictured) this.skip();
      const files = (await walk('largest')).filter(item => item.kind === 'file');
      const file = subject.pictured(files);
      ok(file);
      const picture = await service.picture(file, never);
      deepEqual([picture?.mime, (picture?.bytes.length ?? 0) > 100], ['image/png', true]);
    });

    it('gives the files themselves', async function () {
      if (!subject.pictured) this.skip();
      const file = subject.pictured((await walk('largest')).filter(item => item.kind === 'file'));
      ok(file);
      const content = await service.content?.(file, never);
      deepEqual(Buffer.from(content ?? []).toString('latin1', 1, 4), 'PNG');
    });

    async function walk(pageSize: PageSize, folder?: Folder): Promise<readonly (Folder | RemoteFile)[]> {
      const items: (Folder | RemoteFile)[] = [];
      let cursor: string | undefined;
      do {
        const page = await service.list(folder, cursor, never, pageSize);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      const below = await Promise.all(items.map(async item => (item.kind === 'folder' ? walk(pageSize, item) : [])));
      return [...items, ...below.flat()];
    }

    async function prepare(id: string): Promise<void> {
      await service.write({ kind: 'remove', fileIds: [id], tags: ['added', 'new'] }, never);
      await service.write({ kind: 'add', fileIds: [id], tags: ['kept', 'gone'] }, never);
    }
  });
}

function writeOf(kind: Write['kind'], fileIds: readonly string[]): Write {
  switch (kind) {
    case 'add':
      return { kind, fileIds, tags: ['added', 'kept'] };
    case 'remove':
      return { kind, fileIds, tags: ['gone', 'never there'] };
    case 'patch':
      return { kind, fileIds, add: ['added'], remove: ['gone'] };
    case 'replace':
      return { kind, fileIds, tags: ['new', 'kept'] };
    case 'clear':
      return { kind, fileIds };
  }
}

function addTo(fileIds: readonly string[], tag: string): Write {
  return { kind: 'add', fileIds, tags: [tag] };
}

function secretsIn(credentials: unknown): readonly string[] {
  if (typeof credentials === 'string') return [credentials];
  return typeof credentials === 'object' && credentials !== null ? Object.values(credentials).flatMap(secretsIn) : [];
}
