import { CancellationError, type Disposable, type QuickInput, QuickInputButtons, type QuickPickItem, window } from 'vscode';

/** One step of an input of several steps. Its answer is kept under its name. */
export type Question = TextQuestion | ChoiceQuestion;

export interface TextQuestion {
  readonly kind: 'text';
  readonly name: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** What to begin with where there is no answer yet. */
  readonly suggestion?: string;
  /** Whether what is typed stays hidden. */
  readonly secret?: boolean;
  /** What is wrong with the text, while it is typed; undefined when nothing is. */
  readonly check: (text: string) => string | undefined;
}

export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly name: string;
  readonly prompt: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

export type Answers = Readonly<Record<string, string>>;

export interface Questionnaire {
  readonly title: string;
  /** The questions that are to be asked, given the answers so far. */
  readonly questions: (answers: Answers) => readonly Question[];
  /** Answers to begin with: they are shown, and can be changed. */
  readonly answers: Answers;
  /** The name of the question to begin at; the first one unless told. */
  readonly first?: string;
}

/** Asks one question after the other, with a way back that loses nothing. Throws a CancellationError when it is called off. */
export async function askQuestions({ title, questions, answers: given, first }: Questionnaire): Promise<Answers> {
  let answers = given;
  let index = Math.max(
    0,
    questions(answers).findIndex(({ name }) => name === first),
  );
  for (;;) {
    const all = questions(answers);
    const question = all[index];
    if (!question) return answers;
    const answer = await ask(question, answers[question.name] ?? '', { title, step: index + 1, totalSteps: all.length });
    if (answer === back) index--;
    else {
      answers = { ...answers, [question.name]: answer };
      index++;
    }
  }
}

const back = Symbol('back');

interface Heading {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

async function ask(question: Question, value: string, heading: Heading): Promise<string | typeof back> {
  const disposables: Disposable[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const input = question.kind === 'text' ? askText(question, value, resolve) : askChoice(question, value, resolve);
      Object.assign(input, heading);
      // a key is often copied from a browser: the input waits
      input.ignoreFocusOut = true;
      input.buttons = heading.step > 1 ? [QuickInputButtons.Back] : [];
      disposables.push(
        input,
        input.onDidTriggerButton(() => {
          resolve(back);
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

type Buttoned = QuickInput & Pick<ReturnType<typeof window.createInputBox>, 'buttons' | 'onDidTriggerButton'>;

function askText(question: TextQuestion, value: string, answer: (text: string) => void): Buttoned {
  const input = window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.secret ?? false;
  input.value = value === '' ? (question.suggestion ?? '') : value;
  input.onDidChangeValue(text => {
    // nobody is scolded for what is not typed yet
    input.validationMessage = text === '' ? undefined : question.check(text);
  });
  input.onDidAccept(() => {
    input.validationMessage = question.check(input.value);
    if (input.validationMessage === undefined) answer(input.value);
  });
  return input;
}

function askChoice(question: ChoiceQuestion, value: string, answer: (value: string) => void): Buttoned {
  const input = window.createQuickPick<QuickPickItem & Choice>();
  input.placeholder = question.prompt;
  input.items = question.choices;
  const former = input.items.find(choice => choice.value === value);
  if (former) input.activeItems = [former];
  input.onDidAccept(() => {
    const [choice] = input.selectedItems;
    if (choice) answer(choice.value);
  });
  return input;
}
