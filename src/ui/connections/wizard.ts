import {
  CancellationError,
  type Disposable,
  env,
  ProgressLocation,
  type QuickInput,
  QuickInputButtons,
  type QuickPickItem,
  ThemeIcon,
  Uri,
  window,
} from 'vscode';
import type { Choice, ChoiceQuestion, TextQuestion } from '../../app/connections/connectionDraft';
import { back, type WizardFace, type WizardPlace } from '../../app/connections/wizard';
import * as text from '../../app/text/connections';
import { explainError } from '../../app/text/faultMessages';
import type { ServiceCatalog } from '../../core/model/descriptor';
import { signalOf } from '../abortSignal';

/** The wizard of connections in VS Code's own inputs. */
export function wizardFace(title: string, services: ServiceCatalog): WizardFace {
  return {
    ask: (question, value, place) =>
      show({ title, ...place }, answer =>
        question.kind === 'text' ? textInput(question, value, answer) : choiceInput(question, value, answer),
      ),
    test: async ({ connection }, work) =>
      window.withProgress(
        { location: ProgressLocation.Notification, title: text.testing(connection), cancellable: true },
        (_progress, token) => work(signalOf(token)),
      ),
    decide: async fault => {
      const { what, advice: detail } = explainError(fault, services);
      const keep = text.saveAnyway();
      const options = { modal: true, ...(detail === undefined ? {} : { detail }) };
      const chosen = await window.showWarningMessage(what, options, text.correct(), keep);
      if (chosen === undefined) throw new CancellationError();
      return chosen === keep ? 'keep' : 'correct';
    },
  };
}

type Input = QuickInput & Pick<ReturnType<typeof window.createInputBox>, 'buttons' | 'onDidTriggerButton'>;

interface Heading extends WizardPlace {
  readonly title: string;
}

async function show(
  { title, step, steps }: Heading,
  make: (answer: (text: string) => void) => { readonly input: Input; readonly helpUrl?: string | undefined },
): Promise<string | typeof back> {
  const disposables: Disposable[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const { input, helpUrl } = make(resolve);
      const help = { iconPath: new ThemeIcon('question'), tooltip: text.helpTitle() };
      Object.assign(input, { title, step, totalSteps: steps });
      // a key is often copied from a browser: the input waits
      input.ignoreFocusOut = true;
      input.buttons = [...(step > 1 ? [QuickInputButtons.Back] : []), ...(helpUrl === undefined ? [] : [help])];
      disposables.push(
        input,
        input.onDidTriggerButton(button => {
          if (button === help && helpUrl !== undefined) void env.openExternal(Uri.parse(helpUrl));
          else resolve(back);
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

function textInput(question: TextQuestion, value: string, answer: (text: string) => void) {
  const input = window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.secret ?? false;
  input.value = value === '' ? (question.suggestion ?? '') : value;
  input.onDidChangeValue(typed => {
    // nothing is said about what is not typed yet
    input.validationMessage = typed === '' ? undefined : question.check(typed);
  });
  input.onDidAccept(() => {
    input.validationMessage = question.check(input.value);
    if (input.validationMessage === undefined) answer(input.value);
  });
  return { input, helpUrl: question.helpUrl };
}

function choiceInput(question: ChoiceQuestion, value: string, answer: (value: string) => void) {
  const input = window.createQuickPick<QuickPickItem & Choice>();
  input.placeholder = question.prompt;
  input.items = question.choices;
  const former = input.items.find(choice => choice.value === value);
  if (former) input.activeItems = [former];
  input.onDidAccept(() => {
    const [choice] = input.selectedItems;
    if (choice) answer(choice.value);
  });
  return { input };
}
