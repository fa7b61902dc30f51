import type { RemoteFile } from '../model/file';
import { Fault } from '../model/fault';
import { derivedConnectionId } from './connection';
import type { Session, TagService, Write } from './service';

/**
 * The derived tags of a connection's files, as if they were all tags that the files have: they can be taken away where the service
 * offers that, and nothing gives them. It has an account of its own, since what was written to a file's own tags says nothing of
 * these, but the pace of the account that it belongs to.
 */
export function derivedTagsOf({ connection, account, service, limiter }: Session): Session {
  return {
    connection: { ...connection, id: derivedConnectionId(connection.id) },
    account: derivedConnectionId(account),
    service: serviceOfDerivedTags(service),
    limiter,
  };
}

function serviceOfDerivedTags(service: TagService): TagService {
  const { limits } = service;
  const files = limits.derivedTagsFiles;
  const shown = (file: RemoteFile): RemoteFile => ({
    ...file,
    tags: [...new Set(file.derivedTags.map(({ name }) => name))],
    derivedTags: [],
  });
  return {
    limits: {
      ...limits,
      writes: files === undefined ? {} : { remove: files },
      tags: { forbidden: [], unwise: [], areDerived: true },
    },
    check: signal => service.check(signal),
    list: async (...args) => {
      const { items, ...rest } = await service.list(...args);
      return { items: items.map(item => (item.kind === 'file' ? shown(item) : item)), ...rest };
    },
    search: async (...args) => {
      const { items, ...rest } = await service.search(...args);
      return { items: items.map(shown), ...rest };
    },
    read: async (ids, signal) => (await service.read(ids, signal)).map(shown),
    readOne: async (id, signal) => {
      const file = await service.readOne(id, signal);
      return file && shown(file);
    },
    write: (write: Write, signal) => {
      if (write.kind !== 'remove' || !service.removeDerivedTags) return Promise.reject(new Fault('internal'));
      return service.removeDerivedTags(write.fileIds, write.tags, signal);
    },
    picture: (file, signal) => service.picture(file, signal),
  };
}
