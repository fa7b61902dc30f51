import type { Connection } from '../../core/model/connection';
import { Fault } from '../../core/model/fault';
import { type Call, callOf } from '../call';
import type { Handler } from '../commands';
import { type SampleLibrary, type SampleSize, sampleSizeNames } from '../connections/sampleLibrary';

/** Opens the sample library and resolves to its connections. */
export function openSampleLibrary(sample: SampleLibrary, reveal: (connectionId: string) => Promise<void>): Handler {
  return async (...args): Promise<readonly Connection[]> => {
    const connections = await sample.open(sizeOf(callOf(args, sampleSizeNames) ?? {}));
    const [first] = connections;
    if (first) await reveal(first.id);
    return connections;
  };
}

function sizeOf(call: Call): SampleSize {
  for (const [name, value] of Object.entries(call)) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Fault('invalidInput', { subject: name });
  }
  return call;
}
