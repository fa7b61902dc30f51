import type { Connection } from '../../core/model/connection';
import { Fault } from '../../core/model/fault';
import { type Call, callOf } from '../call';
import type { Handler } from '../commands';
import { type SampleLibrary, sampleNumbers, type SampleOptions } from '../connections/sampleLibrary';

/** Opens the sample library and resolves to its connections. */
export function openSampleLibrary(sample: SampleLibrary, reveal: (connectionId: string) => Promise<void>): Handler {
  return async (...args): Promise<readonly Connection[]> => {
    const connections = await sample.open(optionsOf(callOf(args, [...sampleNumbers, 'key', 'behavior']) ?? {}));
    const [first] = connections;
    if (first) await reveal(first.id);
    return connections;
  };
}

function optionsOf({ key, behavior, ...numbers }: Call): SampleOptions {
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Fault('invalidInput', { subject: name });
  }
  if (key !== undefined && typeof key !== 'string') throw new Fault('invalidInput', { subject: 'key' });
  if (behavior !== undefined && typeof behavior !== 'object') throw new Fault('invalidInput', { subject: 'behavior' });
  return { ...numbers, ...(key !== undefined && { key }), ...(behavior && { behavior }) };
}
