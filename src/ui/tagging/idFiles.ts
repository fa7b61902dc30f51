import { CancellationError, InputBoxValidationSeverity, l10n, ProgressLocation, type TextEditor, window } from 'vscode';
import type { Timing } from '../../core/run/requestWithRetry';
import type { Connection } from '../../core/model/connection';
import { type ServiceDescriptor, serviceDescriptors } from '../../services';
import type { Connections } from '../../storage/connections';
import type { Sessions } from '../../storage/sessions';
import { signalOf } from '../abortSignal';
import { faultOn } from '../../app/connections/connectionFault';
import { chooseConnection } from '../connections/choose';
import { filesInWords } from '../../app/text/counts';
import { number } from '../../app/text/l10n';
import type { LibraryTree } from '../../app/library/libraryTree';
import { resolveAddresses } from './addresses';
import { type Selection, selectionOf, selectedFile } from './selection';

export interface IdFilesDependencies {
  readonly connections: Connections;
  readonly sessions: Sessions;
  readonly library: LibraryTree;
  readonly patience: Timing;
}

/** Files whose ids or addresses a person enters; what is selected in the editor is there already. */
export async function enterFiles(deps: IdFilesDependencies, given: Connection | undefined): Promise<Selection> {
  const { connections } = deps;
  const prompt = l10n.t('On which connection are the files?');
  const connection = given ?? (await chooseConnection(connections, { args: [], call: undefined, prompt }));
  const kind = serviceDescriptors[connection.service];
  const selected = selectedText(window.activeTextEditor);
  return filesIn(await askText(kind, countIn(selected, kind) > 0 ? selected : ''), connection, deps);
}

/** Files whose ids or addresses are selected in an editor. A person is asked where several connections may have them. */
export async function filesInEditor(deps: IdFilesDependencies): Promise<Selection | undefined> {
  const { connections } = deps;
  const text = selectedText(window.activeTextEditor);
  const possible = connections.all.filter(({ service }) => countIn(text, serviceDescriptors[service]) > 0);
  if (possible.length === 0) {
    void window.showInformationMessage(l10n.t('The selection holds no id and no address of a file on your connections.'));
    return undefined;
  }
  const prompt = l10n.t('On which connection are the files?');
  const connection = await chooseConnection(
    { all: possible, find: id => connections.find(id) },
    { args: [], call: undefined, prompt },
  );
  return filesIn(text, connection, deps);
}

async function filesIn(
  text: string,
  connection: Connection,
  { sessions, library, patience }: IdFilesDependencies,
): Promise<Selection> {
  const kind = serviceDescriptors[connection.service];
  const ids = kind.findIds(text);
  const addresses = kind.findAddresses(text);
  const known = ids.map(id => {
    const file = library.fileNode(connection.id, id)?.file;
    return file ? selectedFile(file) : { id };
  });
  if (addresses.length === 0) return selectionOf(connection.id, known);
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Looking for {0}', filesInWords(addresses.length)),
    cancellable: true,
  };
  const { files, lost } = await window.withProgress(options, async (_progress, token) => {
    try {
      return await resolveAddresses(await sessions.of(connection.id), addresses, patience, signalOf(token));
    } catch (error) {
      throw faultOn(connection, error);
    }
  });
  const note =
    lost.length === 1 ? l10n.t('1 address leads to no file') : l10n.t('{0} addresses lead to no file', number(lost.length));
  return { ...selectionOf(connection.id, [...known, ...files.map(selectedFile)]), ...(lost.length > 0 && { note }) };
}

function selectedText(editor: TextEditor | undefined): string {
  return editor?.selections.map(selection => editor.document.getText(selection)).join('\n') ?? '';
}

function countIn(text: string, kind: ServiceDescriptor): number {
  return kind.findIds(text).length + kind.findAddresses(text).length;
}

async function askText(kind: ServiceDescriptor, value: string): Promise<string> {
  const input = window.createInputBox();
  const disposables: { dispose(): void }[] = [input];
  input.title = l10n.t('Tag Files by Id');
  input.prompt = l10n.t('Ids or addresses of files on {0}, in any mixture', kind.label);
  input.value = value;
  // ids are copied from elsewhere: the input waits
  input.ignoreFocusOut = true;
  const tell = () => {
    const count = countIn(input.value, kind);
    if (input.value.trim() === '') input.validationMessage = undefined;
    else if (count === 0) input.validationMessage = l10n.t('No id and no address of a file on {0} in it.', kind.label);
    else input.validationMessage = { message: filesInWords(count), severity: InputBoxValidationSeverity.Info };
  };
  tell();
  try {
    return await new Promise<string>((resolve, reject) => {
      disposables.push(
        input.onDidChangeValue(tell),
        input.onDidAccept(() => {
          if (countIn(input.value, kind) > 0) resolve(input.value);
        }),
        input.onDidHide(() => {
          reject(new CancellationError());
        }),
      );
      input.show();
    });
  } finally {
    for (const one of disposables) one.dispose();
  }
}
