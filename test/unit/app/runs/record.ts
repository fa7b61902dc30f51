import type { FileRecord, RunRecord } from '../../../../src/core/journal/journal';
import { countOutcomes } from '../../../../src/core/model/ledger';

export function fileRecord(values: Partial<FileRecord> & { readonly id: string }): FileRecord {
  return { outcome: 'changed', edit: { kind: 'add', tags: ['sale'] }, ...values };
}

export function runRecord(files: readonly FileRecord[]): RunRecord {
  const startedAt = Date.UTC(2026, 10, 20, 10);
  return {
    runId: 'run-1',
    connection: { id: 'c', name: 'demo', service: 'imagekit' },
    edit: { kind: 'add', tags: ['sale'] },
    origin: { kind: 'edit' },
    targets: files.length,
    startedAt,
    ended: { at: startedAt + 12_000, counts: countOutcomes(files) },
    files,
  };
}
