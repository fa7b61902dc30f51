import { CancellationError, env, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import { commands } from '../../app/commandIds';
import type { LibraryTree } from '../../app/library/libraryTree';
import { isNode } from '../../app/library/libraryNode';
import {
  importRows,
  jobOfImport,
  keyedRows,
  readTable,
  rejectedAfter,
  resolvePaths,
  tableFormatOf,
  type TagImport,
} from '../../app/tables/tagImport';
import { printCsv, printRejectedCsv } from '../../app/tables/csvTable';
import { printJsonLines, printRejectedJsonLines } from '../../app/tables/jsonTable';
import {
  printRejectedLines,
  printSheetTable,
  type RejectedRow,
  type TableFormat,
  type TagTable,
} from '../../app/tables/tagTable';
import { t } from '../../app/text/l10n';
import { plainText } from '../../app/text/message';
import { sheetHeader } from '../../app/text/drafts/sheetText';
import {
  exportedText,
  formatChoices,
  formatQuestion,
  importOthersButton,
  leftOutText,
  lookingForPathsText,
  modeChoices,
  modeQuestion,
  nothingToImportText,
  notImportedText,
  rejectedRowsText,
  rejectedRowText,
  sourceChoices,
  sourceQuestion,
  tableProblemText,
} from '../../app/text/drafts/tableText';
import {
  filesSoFarText,
  libraryText,
  readingTagsText,
  readTagsText,
  whichConnectionText,
} from '../../app/text/tagging/targetText';
import { unchangedText } from '../../app/text/runs/jobText';
import type { FileOutcome } from '../../core/model/ledger';
import type { Session } from '../../core/service/service';
import type { Handler } from '../commands';
import { chooseConnection } from '../connections/chooseConnection';
import { chosenFiles, tagsOfSelection, type SheetCommandsDependencies } from './sheetCommands';

export interface TableCommandsDependencies extends Omit<SheetCommandsDependencies, 'sheets'> {
  readonly tree: Pick<LibraryTree, 'list' | 'concurrency'>;
}

/** Tags into files, and out of them. */
export function tableCommands(deps: TableCommandsDependencies) {
  return {
    [commands.exportTags]: exportTags(deps),
    [commands.importTags]: importTags(deps),
  } satisfies Record<string, Handler>;
}

const endings: Readonly<Record<TableFormat, string>> = { csv: 'csv', jsonl: 'jsonl', sheet: 'tagsheet' };

function exportTags(deps: TableCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    for (const { selection, title } of await chosenFiles('export', args, deps)) {
      const connection = deps.connections.find(selection.connectionId);
      const { format } = await pick(formatChoices(), formatQuestion(selection.files.length));
      const { files, left } = await tagsOfSelection(selection, deps);
      const name = `${title.slice(title.lastIndexOf('/') + 1).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'tags'}.${endings[format]}`;
      const filters = { [format === 'sheet' ? t('Tag sheet') : format.toUpperCase()]: [endings[format]] };
      const place = await window.showSaveDialog({ defaultUri: placeOf(name), filters });
      if (!place) throw new CancellationError();
      const library = libraryText(connection.name, deps.services.of(connection.service).label);
      const text =
        format === 'csv'
          ? printCsv(files)
          : format === 'jsonl'
            ? printJsonLines(files)
            : printSheetTable(files, sheetHeader(library, title, files.length).slice(0, 1));
      await workspace.fs.writeFile(place, Buffer.from(text));
      const said = exportedText(files.length, place.path.slice(place.path.lastIndexOf('/') + 1));
      const open = t('Open');
      const chosen = await window.showInformationMessage(left.length > 0 ? `${said} ${leftOutText(left.length)}` : said, open);
      if (chosen === open) await window.showTextDocument(place);
    }
  };
}

function importTags(deps: TableCommandsDependencies): Handler {
  return async (...args): Promise<void> => {
    const { connections, sessions, services } = deps;
    const { text, name } = await textToImport(args[0]);
    const table = readTable(text, tableFormatOf(text, name));
    if ('kind' in table) {
      void window.showWarningMessage(plainText(tableProblemText(table)));
      return;
    }
    const node = isNode(args[0], 'connection') ? args : [];
    const connection = await chooseConnection(connections, { services, args: node, prompt: whichConnectionText() });
    const session = await sessions.of(connection.id);
    const keyed = keyedRows(table, session.service.limits);
    const ask = { table, serviceLabel: services.of(connection.service).label };
    if (keyed.rows.length === 0) {
      await showRejected(keyed.rejected, nothingToImportText(), ask);
      return;
    }
    const { mode } = await pick(modeChoices(), modeQuestion(keyed.rows.length));
    const paths = keyed.rows.flatMap(row => (row.key === 'path' ? [row.path] : []));
    const found = importRows(keyed, mode, await idsOf(paths, session, deps));
    if (found.rejected.length > 0 && !(await goesOn(found.rejected.length, table))) {
      await listRejected(found.rejected, ask);
      return;
    }
    const outcomes = await carryOut(found, session, deps);
    const rejected = outcomes ? rejectedAfter(found, outcomes) : [];
    if (rejected.length > 0) await showRejected(rejected, notImportedText(rejected.length, rowsOf(table)), ask);
  };
}

/** Undefined where a person did not want it after all. */
async function carryOut(
  found: TagImport,
  session: Session,
  { runs, jobs, targetPorts }: TableCommandsDependencies,
): Promise<readonly FileOutcome[] | undefined> {
  const files = found.targets.length;
  if (files === 0) return [];
  const job = await targetPorts('import').questions.progress(readingTagsText(), (signal, report) =>
    jobOfImport(found, session, runs, {
      signal,
      onProgress: (read, total) => {
        report(readTagsText(read, total));
      },
    }),
  );
  if (job.targets.length > 0) return (await jobs.carryOut(job, 'person', { confirm: 'always', opens: 'changes' }))?.files;
  void window.showInformationMessage(plainText(unchangedText({ kind: 'change' }, files)));
  return [];
}

async function idsOf(
  paths: readonly string[],
  { connection }: Session,
  deps: TableCommandsDependencies,
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  return deps.targetPorts('import').questions.progress(lookingForPathsText(), (signal, report) =>
    resolvePaths(connection.id, paths, {
      ...deps,
      signal,
      onProgress: files => {
        report(filesSoFarText(files));
      },
    }),
  );
}

/** What a person means: a file of the explorer, or what they pick. */
async function textToImport(clicked: unknown): Promise<{ readonly text: string; readonly name: string }> {
  if (clicked instanceof Uri) return { text: await textAt(clicked), name: nameOf(clicked) };
  const document = window.activeTextEditor?.document;
  const { source } = await pick(sourceChoices(document && nameOf(document.uri)), sourceQuestion());
  if (source === 'editor' && document) return { text: document.getText(), name: nameOf(document.uri) };
  if (source === 'clipboard') return { text: await env.clipboard.readText(), name: '' };
  const filters = { [t('Tables and sheets')]: ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'tagsheet'], [t('All files')]: ['*'] };
  const [place] = (await window.showOpenDialog({ filters })) ?? [];
  if (!place) throw new CancellationError();
  return { text: await textAt(place), name: nameOf(place) };
}

async function textAt(uri: Uri): Promise<string> {
  const open: TextDocument | undefined = workspace.textDocuments.find(document => String(document.uri) === String(uri));
  return open ? open.getText() : Buffer.from(await workspace.fs.readFile(uri)).toString('utf8');
}

/** Asks, before anything is changed, whether the other rows are imported; if not, a person sees why. Throws where it is called off. */
async function goesOn(rejected: number, table: TagTable): Promise<boolean> {
  const all = rowsOf(table);
  const goOn = importOthersButton(all - rejected);
  const chosen = await window.showWarningMessage(rejectedRowsText(rejected, all), { modal: true }, goOn, t('Show Rows'));
  if (chosen === undefined) throw new CancellationError();
  return chosen === goOn;
}

function rowsOf({ rows, rejected }: TagTable): number {
  return rows.length + rejected.length;
}

interface RejectedOf {
  readonly table: TagTable;
  readonly serviceLabel: string;
}

async function showRejected(rejected: readonly RejectedRow[], said: string, of: RejectedOf): Promise<void> {
  const show = t('Show Rows');
  if ((await window.showWarningMessage(said, show)) === show) await listRejected(rejected, of);
}

/** Lists rows with what is wrong, in a document that can be put right and imported again. */
async function listRejected(rejected: readonly RejectedRow[], { table, serviceLabel }: RejectedOf): Promise<void> {
  const reason = ({ line, problem }: RejectedRow) => rejectedRowText(line, problem, serviceLabel);
  const content = {
    csv: () => printRejectedCsv(table, rejected, reason).replace(/^\ufeff/, ''),
    jsonl: () => printRejectedJsonLines(rejected, reason),
    sheet: () => printRejectedLines(rejected, reason),
  }[table.format]();
  const language = { csv: 'csv', jsonl: 'jsonl', sheet: 'tagsheet' }[table.format];
  await window.showTextDocument(await workspace.openTextDocument({ content, language: await knownLanguage(language) }));
}

/** VS Code has no language for CSV by itself. */
async function knownLanguage(language: string): Promise<string> {
  return (await languages.getLanguages()).includes(language) ? language : 'plaintext';
}

async function pick<Choice extends { readonly label: string }>(choices: readonly Choice[], placeHolder: string): Promise<Choice> {
  const picked = await window.showQuickPick(choices, { placeHolder });
  if (!picked) throw new CancellationError();
  return picked;
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function placeOf(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder ? Uri.joinPath(folder, name) : Uri.file(name);
}
