import { l10n, window } from 'vscode';
import type { Connection } from '../../core/model/connection';
import type { TagCount } from '../../core/plan/plan';
import { explainFault } from '../messages';
import type { PlanSummary } from './planSummary';
import { deedButton, deedTitle, durationInWords, filesInWords, number, quoted } from './words';

/**
 * Tells what would happen, and resolves to whether it shall.
 * @param look shows the changes and asks again beside them
 */
export async function askPreview(
  digest: PlanSummary,
  connection: Connection,
  look: (question: string) => Promise<boolean>,
): Promise<boolean> {
  const { deed, changing, lost } = digest;
  const apply = deedButton(deed, changing);
  const showChanges = l10n.t('Show Changes');
  const question = l10n.t('{0}?', deedTitle(deed, changing));
  const options = { modal: true, detail: previewText(digest, connection) };
  const ask = lost.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await ask(question, options, apply, showChanges);
  return chosen === showChanges ? look(question) : chosen === apply;
}

/** What a preview says below its question. */
export function previewText(digest: PlanSummary, connection: Connection): string {
  const { changing, unchanged, missing, refused, drifted, gained, lost, writes, estimateMs } = digest;
  const counts = [
    changing === 1 ? l10n.t('1 file changes.') : l10n.t('{0} files change.', number(changing)),
    unchanged === 1 ? l10n.t('1 file is already so.') : l10n.t('{0} files are already so.', number(unchanged)),
    missing === 1 ? l10n.t('1 file does not exist.') : l10n.t('{0} files do not exist.', number(missing)),
    drifted === 1
      ? l10n.t('1 file was edited since; only what that run did is undone.')
      : l10n.t('{0} files were edited since; only what that run did is undone.', number(drifted)),
  ];
  const refusals = refused.map(({ fault, files }) =>
    l10n.t('{0} refused: {1}', filesInWords(files), explainFault(fault, connection).what),
  );
  const tags = [
    ...(lost.length > 0 ? [l10n.t('Tags lost: {0}', tallyInWords(lost, changing))] : []),
    ...(gained.length > 0 ? [l10n.t('Tags gained: {0}', tallyInWords(gained, changing))] : []),
  ];
  const requests = writes === 1 ? l10n.t('1 request') : l10n.t('{0} requests', number(writes));
  const cost = estimateMs === undefined ? requests : l10n.t('{0}, about {1}', requests, durationInWords(estimateMs));
  const said = counts.filter((_, index) => [changing, unchanged, missing, drifted][index] !== 0);
  return [[...said, ...refusals].join('\n'), tags.join('\n'), cost].filter(text => text !== '').join('\n\n');
}

const tagsNamed = 8;

function tallyInWords(tally: readonly TagCount[], changing: number): string {
  const count = (files: number) => (changing === 1 ? '' : ` (${number(files)})`);
  const named = tally.slice(0, tagsNamed).map(({ tag, files }) => quoted(tag) + count(files));
  const more = tally.length - named.length;
  return more === 0 ? named.join(', ') : l10n.t('{0}, and {1} more', named.join(', '), number(more));
}
