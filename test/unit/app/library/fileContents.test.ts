import { deepEqual, rejects } from 'node:assert/strict';
import { FileContents, isShownByEditor } from '../../../../src/app/library/fileContents';
import type { RemoteFile } from '../../../../src/core/model/file';
import type { TagService } from '../../../../src/core/service/service';
import { bulkLimits, sessionOf, singleLimits } from '../../../support/memoryService';
import { VirtualClock } from '../../../support/virtualClock';

function open(limits = bulkLimits) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const fileOf = (id: string): RemoteFile => {
    const facts = limits.tagsInListing ? { url: `https://files.example/${id}` } : {};
    return { kind: 'file', id, name: `${id}.png`, path: '', tags: [], derivedTags: [], facts };
  };
  const service = {
    limits,
    readOne: (id: string) => {
      asked.push(`read ${id}`);
      return Promise.resolve(fileOf(id));
    },
    content: ({ id }: RemoteFile) => {
      asked.push(`content ${id}`);
      return Promise.resolve(id === 'secret' ? undefined : Buffer.from(id));
    },
  } as unknown as TagService;
  const session = sessionOf(service, clock);
  const contents = new FileContents({
    sessions: { of: () => Promise.resolve(session) },
    tree: { fileNode: () => undefined },
    clock,
  });
  return { contents, asked, fileOf };
}

const { signal } = new AbortController();

describe('the contents of files', () => {
  it('are fetched once for an editor, and anew for who opens the file again', async () => {
    const { contents, asked } = open();
    await contents.fetch('c', 'a', signal);
    const { bytes } = await contents.content('c', 'a', signal);
    await contents.fetch('c', 'a', signal);
    deepEqual([String(bytes), asked], ['a', ['read a', 'content a', 'read a', 'content a']]);
  });

  it('are kept of the last few alone', async () => {
    const { contents, asked } = open();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await contents.content('c', id, signal);
    asked.length = 0;
    for (const id of ['e', 'b', 'a']) await contents.content('c', id, signal);
    deepEqual(asked, ['read a', 'content a']);
  });

  it('are said not to be there where the service does not give them', async () => {
    await rejects(open().contents.content('c', 'secret', signal), { code: 'notFound', facts: { subject: 'secret.png' } });
  });

  it('have addresses as far as the service tells them', async () => {
    const { contents, asked, fileOf } = open();
    const bare = { ...fileOf('b'), facts: {} };
    deepEqual(
      [await contents.urls('c', [fileOf('a'), bare], signal), asked],
      [['https://files.example/a', 'https://files.example/b'], ['read b']],
    );
    const without = open(singleLimits);
    deepEqual([await without.contents.urls('c', [bare], signal), without.asked], [[], []]);
  });

  it('are shown by an editor where VS Code has one for them', () => {
    deepEqual(['a.JPG', 'film.mp4', 'notes.txt', 'report.pdf', 'mug'].map(isShownByEditor), [true, true, true, false, false]);
  });
});
