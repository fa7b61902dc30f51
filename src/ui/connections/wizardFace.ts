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
import { back, otherAddress, type WizardFace, type WizardPlace } from '../../app/connections/wizard';
import * as text from '../../app/text/connectionText';
import { explainError } from '../../app/text/faultMessages';
import type { ServiceCatalog } from '../../core/service/descriptor';
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

/** An input, and what its buttons lead to. */
interface Asked extends Pick<TextQuestion, 'helpUrl' | 'usualAddress'> {
  readonly input: Input;
}

interface Heading extends WizardPlace {
  readonly title: string;
}

async function show(
  { title, step, steps }: Heading,
  make: (answer: (text: string) => void) => Asked,
): ReturnType<WizardFace['ask']> {
  const disposables: Disposable[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const { input, helpUrl, usualAddress } = make(resolve);
      const help = helpUrl !== undefined && { iconPath: new ThemeIcon('question'), tooltip: text.helpTitle() };
      const elsewhere = usualAddress !== undefined && {
        iconPath: new ThemeIcon('globe'),
        tooltip: text.otherAddressTitle(usualAddress),
      };
      Object.assign(input, { title, step, totalSteps: steps });
      // a key is often copied from a browser: the input waits
      input.ignoreFocusOut = true;
      input.buttons = [step > 1 && QuickInputButtons.Back, elsewhere, help].filter(button => button !== false);
      disposables.push(
        input,
        input.onDidTriggerButton(button => {
          if (helpUrl !== undefined && button === help) void env.openExternal(Uri.parse(helpUrl));
          else resolve(button === elsewhere ? otherAddress : back);
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

function textInput(question: TextQuestion, value: string, answer: (text: string) => void): Asked {
  const input = window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.secret ?? false;
  input.value = value;
  input.onDidChangeValue(typed => {
    // nothing is said about what is not typed yet
    input.validationMessage = typed === '' ? undefined : question.check(typed);
  });
  input.onDidAccept(() => {
    input.validationMessage = question.check(input.value);
    if (input.validationMessage === undefined) answer(input.value);
  });
  return { ...question, input };
}

function choiceInput(question: ChoiceQuestion, value: string, answer: (value: string) => void): Asked {
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
