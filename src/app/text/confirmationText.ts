import type { TagCount } from '../../core/plan/plan';
import type { PlanSummary } from '../jobs/planSummary';
import { filesInWords } from './counts';
import { explainFault, type FaultPlace } from './faultMessages';
import { actionButton, actionTitle } from './jobText';
import { number, t } from './l10n';
import { quoted } from './message';
import { durationInWords } from './times';

export interface ConfirmationText {
  /** Add "sale" to 38 files? */
  readonly question: string;
  /** What would happen, several lines. */
  readonly detail: string;
  /** What the button says that carries the job out: Add Tags to 38 Files. */
  readonly apply: string;
  /** What the button says that shows the changes first. */
  readonly showChanges: string;
}

/** All that the question before a job says. */
export function confirmationText(summary: PlanSummary, place: FaultPlace): ConfirmationText {
  const { action, changing } = summary;
  return {
    question: t('{0}?', actionTitle(action, changing)),
    detail: planText(summary, place),
    apply: actionButton(action, changing),
    showChanges: t('Show Changes'),
  };
}

/** What the same question says beside the changes, which have the buttons. */
export function besideChangesText(question: string): string {
  return t('{0} Apply or discard it with the buttons above the changes.', question);
}

/** What would happen: how many files, which tags come and go, how many requests. */
function planText(summary: PlanSummary, place: FaultPlace): string {
  const { changing, unchanged, missing, refused, drifted, gained, lost, writes, estimateMs } = summary;
  const counts = [
    changing === 1 ? t('1 file changes.') : t('{0} files change.', number(changing)),
    unchanged === 1 ? t('1 file stays unchanged.') : t('{0} files stay unchanged.', number(unchanged)),
    missing === 1 ? t('1 file does not exist.') : t('{0} files do not exist.', number(missing)),
    drifted === 1
      ? t('1 file was edited since; only what that run did is undone.')
      : t('{0} files were edited since; only what that run did is undone.', number(drifted)),
  ];
  const refusals = refused.map(({ fault, files }) => t('{0} refused: {1}', filesInWords(files), explainFault(fault, place).what));
  const tags = [
    ...(lost.length > 0 ? [t('Tags lost: {0}', tallyInWords(lost, changing))] : []),
    ...(gained.length > 0 ? [t('Tags gained: {0}', tallyInWords(gained, changing))] : []),
  ];
  const requests = writes === 1 ? t('1 request') : t('{0} requests', number(writes));
  const cost = estimateMs === undefined ? requests : t('{0}, about {1}', requests, durationInWords(estimateMs));
  const said = counts.filter((_, index) => [changing, unchanged, missing, drifted][index] !== 0);
  return [[...said, ...refusals].join('\n'), tags.join('\n'), cost].filter(text => text !== '').join('\n\n');
}

const tagsNamed = 8;

function tallyInWords(tally: readonly TagCount[], changing: number): string {
  const count = (files: number) => (changing === 1 ? '' : ` (${number(files)})`);
  const named = tally.slice(0, tagsNamed).map(({ tag, files }) => quoted(tag) + count(files));
  const more = tally.length - named.length;
  return more === 0 ? named.join(', ') : t('{0}, and {1} more', named.join(', '), number(more));
}
