import { type AnswerCode, Fault, type FaultRecord, recordOf } from '../core/model/fault';
import type { TagService, Write, WriteAnswer, WriteResult } from '../core/service/service';
import { makeRedactor } from '../net/redact';

/**
 * The same service; the one place through which a service's words go, whatever they are found in. The facts of files are no
 * words but data, and stay as they are: who shows them makes them harmless.
 * @param secrets what no word may show, as of now
 */
export function guardService(service: TagService, secrets: () => readonly string[]): TagService {
  let known = '';
  let redact = makeRedactor([]);
  const clean = (text: string) => {
    const present = secrets();
    const key = JSON.stringify(present);
    if (key !== known) [known, redact] = [key, makeRedactor(present)];
    return redact(text);
  };
  const guarded = async <Result>(promise: Promise<Result>, ids: readonly string[] = []): Promise<Result> => {
    try {
      return await promise;
    } catch (error) {
      throw error instanceof Fault ? cleanFault(error, clean, ids) : error;
    }
  };
  const removeDerivedTags = service.removeDerivedTags?.bind(service);
  const content = service.content?.bind(service);
  return {
    limits: service.limits,
    check: async signal => {
      const account = await guarded(service.check(signal));
      return { ...account, label: clean(account.label) };
    },
    list: (...args) => guarded(service.list(...args)),
    search: (...args) => guarded(service.search(...args)),
    read: (ids, signal) => guarded(service.read(ids, signal)),
    readOne: (id, signal) => guarded(service.readOne(id, signal)),
    write: async (write: Write, signal) => cleanAnswer(await guarded(service.write(write, signal), write.fileIds), clean),
    picture: (file, signal) => guarded(service.picture(file, signal)),
    ...(content && { content: (file, signal) => guarded(content(file, signal)) }),
    ...(removeDerivedTags && {
      removeDerivedTags: async (fileIds, tags, signal) =>
        cleanAnswer(await guarded(removeDerivedTags(fileIds, tags, signal), fileIds), clean),
    }),
  };
}

function cleanAnswer(answer: WriteAnswer, clean: (text: string) => string): WriteAnswer {
  const { requestId, results } = answer;
  return {
    ...answer,
    ...(requestId !== undefined && { requestId: clean(requestId) }),
    results: results.map((result): WriteResult =>
      result.applied ? result : { ...result, fault: cleanRecord(result.fault, clean, []) as FaultRecord<AnswerCode> },
    ),
  };
}

function cleanFault(fault: Fault, clean: (text: string) => string, ids: readonly string[]): Fault {
  const { code, ...facts } = cleanRecord(recordOf(fault), clean, ids);
  return new Fault(...([code, facts, fault.cause] as ConstructorParameters<typeof Fault>));
}

/** Of ids that are said to be missing only those count that were sent. */
function cleanRecord(record: FaultRecord, clean: (text: string) => string, ids: readonly string[]): FaultRecord {
  const { subject, detail, requestId, mediaType, missingIds } = record;
  return {
    ...record,
    ...(subject !== undefined && { subject: clean(subject) }),
    ...(detail !== undefined && { detail: clean(detail) }),
    ...(requestId !== undefined && { requestId: clean(requestId) }),
    ...(mediaType !== undefined && { mediaType: clean(mediaType) }),
    ...(missingIds !== undefined && { missingIds: ids.filter(id => missingIds.includes(id)) }),
  } as FaultRecord;
}
