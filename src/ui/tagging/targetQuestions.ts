import { CancellationError, InputBoxValidationSeverity, ProgressLocation, window } from 'vscode';
import { countReferences, type TargetQuestions } from '../../app/selection/chooseTargets';
import { filesInWords } from '../../app/text/counts';
import {
  enterReferencesText,
  enterReferencesTitle,
  foldersTitle,
  noReferencesText,
  reachChoices,
  whichFilesText,
} from '../../app/text/targetText';
import type { ServiceCatalog, ServiceDescriptor } from '../../core/model/descriptor';
import type { ConnectionList } from '../../app/connections/ports';
import { signalOf } from '../abortSignal';
import { chooseConnection } from '../connections/chooseConnection';

/** What VS Code asks and shows while a command finds out which files it is about. */
export function makeTargetQuestions(connections: ConnectionList, services: ServiceCatalog): TargetQuestions {
  return {
    connection: (all, prompt) => {
      const choices = { all, find: (id: string) => connections.find(id) };
      return chooseConnection(choices, { services, args: [], prompt });
    },
    reach: async folders => {
      const picked = await window.showQuickPick(reachChoices(), { title: foldersTitle(folders), placeHolder: whichFilesText() });
      if (!picked) throw new CancellationError();
      return picked.reach;
    },
    references: askReferences,
    progress: async (title, work) =>
      window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
        work(signalOf(token), message => {
          progress.report({ message });
        }),
      ),
    tell: text => void window.showInformationMessage(text),
  };
}

async function askReferences(service: ServiceDescriptor, value: string): Promise<string> {
  const input = window.createInputBox();
  const disposables: { dispose(): void }[] = [input];
  input.title = enterReferencesTitle();
  input.prompt = enterReferencesText(service.label);
  input.value = value;
  // ids are copied from elsewhere: the input waits
  input.ignoreFocusOut = true;
  const tell = () => {
    const count = countReferences(input.value, service);
    if (input.value.trim() === '') input.validationMessage = undefined;
    else if (count === 0) input.validationMessage = noReferencesText(service.label);
    else input.validationMessage = { message: filesInWords(count), severity: InputBoxValidationSeverity.Info };
  };
  tell();
  try {
    return await new Promise<string>((resolve, reject) => {
      disposables.push(
        input.onDidChangeValue(tell),
        input.onDidAccept(() => {
          if (countReferences(input.value, service) > 0) resolve(input.value);
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
