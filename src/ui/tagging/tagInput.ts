import { CancellationError, l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { escapeIcons } from '../icons';
import { actionButton } from '../../app/text/jobText';
import { filesInWords } from '../../app/text/counts';
import { number } from '../../app/text/l10n';
import { completed, exchanged, type KnownTag, type Suggestions, suggestionsFor } from './tagSuggestions';

export interface TagQuestion {
  readonly kind: 'add' | 'remove' | 'replace';
  /** How many files are chosen. */
  readonly files: number;
  readonly known: readonly KnownTag[];
  /** Tags to begin with. */
  readonly initial: readonly string[];
  /** Something to know about the chosen files. */
  readonly note?: string;
  /** What is wrong with these tags, as a sentence. */
  readonly check: (tags: readonly string[]) => string | undefined;
}

/**
 * Asks for tags, in one line of text that can be typed, pasted and picked together. The first entry says what Enter will do;
 * the ones below it continue the text. Throws a CancellationError when it is called off.
 */
export async function askTags(question: TagQuestion): Promise<readonly string[]> {
  const input = window.createQuickPick<Entry>();
  input.title = actionButton(question, question.files);
  input.placeholder = question.note ?? l10n.t('Tags, separated by commas');
  input.value = question.initial.map(tag => `${tag}, `).join('');
  const offer = () => {
    input.items = entriesFor(suggestionsFor(input.value, question.known), question, input.value);
    const first = input.items.find(({ act }) => act !== undefined);
    input.activeItems = first ? [first] : [];
  };
  offer();
  try {
    return await new Promise<readonly string[]>((resolve, reject) => {
      input.onDidChangeValue(offer);
      input.onDidAccept(() => {
        const act = input.activeItems[0]?.act;
        if (act === undefined) return;
        if ('text' in act) {
          input.value = act.text;
          offer();
        } else resolve(act.tags);
      });
      input.onDidHide(() => {
        reject(new CancellationError());
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}

interface Entry extends QuickPickItem {
  /** What choosing it does: takes the tags, or goes on with another text. */
  readonly act?: { readonly tags: readonly string[] } | { readonly text: string };
}

function entriesFor({ tags, instead, next }: Suggestions, question: TagQuestion, text: string): readonly Entry[] {
  const describe = (known: KnownTag) => describeKnown(known, question);
  const similar = instead.map(({ typed, known }) => ({
    label: escapeIcons(known.tag),
    description: `${escapeIcons(l10n.t('instead of "{0}"', typed))} · ${describe(known)}`,
    iconPath: new ThemeIcon('lightbulb'),
    alwaysShow: true,
    act: { text: exchanged(text, typed, known.tag) },
  }));
  const further = next.map(known => ({
    label: escapeIcons(known.tag),
    description: describe(known),
    iconPath: new ThemeIcon('tag'),
    alwaysShow: true,
    act: { text: completed(text, known.tag) },
  }));
  const separator = { label: separatorLabel(question), kind: QuickPickItemKind.Separator };
  return [...whole(tags, question, text), ...similar, ...(further.length > 0 ? [separator, ...further] : [])];
}

/** What Enter does with the text as it is. Its label is the text, so that VS Code's own sorting leaves it first. */
function whole(tags: readonly string[], question: TagQuestion, text: string): readonly Entry[] {
  if (tags.length === 0) return [];
  const problem = question.check(tags);
  const label = escapeIcons(text.trim().replace(/,$/, ''));
  if (problem !== undefined) return [{ label, detail: problem, iconPath: new ThemeIcon('error'), alwaysShow: true }];
  return [{ label, description: deedText(question, tags), iconPath: new ThemeIcon('check'), alwaysShow: true, act: { tags } }];
}

function deedText({ kind, files }: TagQuestion, tags: readonly string[]): string {
  const count = tags.length === 1 ? l10n.t('1 tag') : l10n.t('{0} tags', number(tags.length));
  switch (kind) {
    case 'add':
      return l10n.t('Enter adds {0} to {1}', count, filesInWords(files));
    case 'remove':
      return l10n.t('Enter removes {0} from {1}', count, filesInWords(files));
    case 'replace':
      return l10n.t('Enter replaces all tags of {0} with {1}', filesInWords(files), count);
  }
}

function separatorLabel({ kind }: TagQuestion): string {
  return kind === 'remove' ? l10n.t('tags of these files') : l10n.t('known tags');
}

/** on 3 of these 5 · 12 files */
function describeKnown({ seen, carried }: KnownTag, { files }: TagQuestion): string {
  // of one file that is chosen there is nothing to count
  const here =
    carried === 0 || files === 1
      ? []
      : [carried === files ? l10n.t('on all of these') : l10n.t('on {0} of these {1}', number(carried), number(files))];
  return [...here, ...(seen > 0 ? [filesInWords(seen)] : [])].join(' · ');
}
