import { CancellationError, InputBoxValidationSeverity, type QuickPickItem, window } from 'vscode';
import { type BranchNode, connectionIdOf } from '../../app/library/libraryNode';
import type { ReachQuestion, TargetQuestions } from '../../app/selection/chooseTargets';
import { countReferences, inOneLine, wordsWithoutReference } from '../../app/selection/references';
import {
  branchesTitle,
  enterReferencesText,
  enterReferencesTitle,
  noReferencesText,
  purposeTitle,
  type ReachChoice,
  reachChoices,
  reachCountText,
  referencesText,
  type TargetPurpose,
  whichFilesText,
} from '../../app/text/tagging/targetText';
import type { ServiceCatalog, ServiceDescriptor } from '../../core/service/descriptor';
import type { ConnectionList } from '../../app/connections/ports';
import { ProgressNotification } from '../jobs/progressNotification';
import { chooseConnection } from '../connections/chooseConnection';

/** What VS Code asks and shows while a command finds out which files it is about. */
export function makeTargetQuestions(
  connections: ConnectionList,
  services: ServiceCatalog,
  purpose: TargetPurpose,
): TargetQuestions {
  return {
    connection: (all, prompt) => {
      const choices = { all, find: (id: string) => connections.find(id) };
      return chooseConnection(choices, { services, args: [], prompt, title: purposeTitle(purpose) });
    },
    reach: (branches, question) => {
      const libraries = new Set(branches.map(branch => connections.find(connectionIdOf(branch)).name));
      return askReach(branchesTitle(purpose, branches, [...libraries]), branches, question);
    },
    references: (connection, service, text) => askReferences(enterReferencesTitle(purpose, connection.name), service, text),
    progress: async (title, work) => {
      const progress = new ProgressNotification(title, 'large');
      try {
        return await work(progress.signal, message => {
          progress.report(message, 0);
        });
      } finally {
        progress.hide();
      }
    },
    tell: text => void window.showInformationMessage(text),
  };
}

/** The rows tell how many files each of them takes, as soon as that is known. */
function askReach(title: string, branches: readonly BranchNode[], question: ReachQuestion): Promise<ReachChoice['reach']> {
  const picker = window.createQuickPick<QuickPickItem & ReachChoice>();
  picker.title = title;
  picker.placeholder = whichFilesText();
  const choices = reachChoices(branches, question);
  const { files, known } = question.here;
  const show = (below: string) => {
    const active = picker.activeItems[0]?.reach ?? choices[0]?.reach;
    picker.items = choices.map(choice => {
      if (choice.reach === 'themselves') return choice;
      return { ...choice, description: choice.reach === 'folder' ? reachCountText(files, known) : below };
    });
    picker.activeItems = picker.items.filter(({ reach }) => reach === active);
  };
  let isOpen = true;
  return new Promise<ReachChoice['reach']>((resolve, reject) => {
    question.onBelow((found, state) => {
      if (isOpen) show(reachCountText(found, state === 'counted' ? 'all' : 'counting'));
    });
    picker.onDidAccept(() => {
      const [picked] = picker.activeItems;
      if (picked) resolve(picked.reach);
    });
    picker.onDidHide(() => {
      reject(new CancellationError());
    });
    picker.show();
  }).finally(() => {
    isOpen = false;
    picker.dispose();
  });
}

async function askReferences(title: string, service: ServiceDescriptor, value: string): Promise<string> {
  const input = window.createInputBox();
  const disposables: { dispose(): void }[] = [input];
  input.title = title;
  input.prompt = enterReferencesText(service.label);
  input.value = inOneLine(value);
  // ids are copied from elsewhere: the input waits
  input.ignoreFocusOut = true;
  const tell = () => {
    const count = countReferences(input.value, service);
    if (input.value.trim() === '') input.validationMessage = undefined;
    else if (count === 0) input.validationMessage = noReferencesText(service.label);
    else {
      const others = wordsWithoutReference(input.value, service);
      const severity = others.length > 0 ? InputBoxValidationSeverity.Warning : InputBoxValidationSeverity.Info;
      input.validationMessage = { message: referencesText(count, others), severity };
    }
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
