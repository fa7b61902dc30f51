import { l10n } from 'vscode';
import type { FileRecord } from '../../core/run/journal';
import { type FileOutcome, needsAttention } from '../../core/model/ledger';
import { explainFault } from '../messages';

/** Why a file of a run is not as it should be, in a few words; empty where the outcome says it all. */
export function reasonOf(file: FileOutcome & Pick<FileRecord, 'open'>): string {
  const { outcome, open, fault } = file;
  if (!needsAttention(file)) return '';
  // what the service says of this file tells more than that it refused
  if (fault?.detail !== undefined && (fault.code === 'rejected' || fault.code === 'denied')) return fault.detail;
  if (fault) return explainFault(fault).what;
  if (open) return l10n.t('Sent, and not answered yet.');
  if (outcome === 'missing') return l10n.t('The library has no such file.');
  return outcome === 'unknown' ? l10n.t('Whether it was changed could not be found out.') : '';
}
