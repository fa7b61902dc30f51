import { l10n } from 'vscode';
import { number, quoted } from '../jobs/words';
import type { InputProblem } from './inputProblem';

/** What is wrong, in a sentence that names the service and its limit. */
export function describeInputProblem(problem: InputProblem, service: string): string {
  switch (problem.kind) {
    case 'empty':
      return l10n.t("A tag can't be empty.");
    case 'forbiddenCharacter':
      return problem.character === ','
        ? l10n.t('{0} does not accept a comma in a tag: {1}.', service, quoted(problem.tag))
        : l10n.t('{0} does not accept {1} in a tag: {2}.', service, problem.character, quoted(problem.tag));
    case 'tooLong':
      return l10n.t(
        '{0} accepts at most {1} characters in a tag; this one has {2}.',
        service,
        number(problem.limit),
        number(problem.characters),
      );
    case 'tooManyCharacters':
      return l10n.t(
        '{0} accepts at most {1} characters of tags at once; these have {2}.',
        service,
        number(problem.limit),
        number(problem.characters),
      );
    case 'noId':
      return l10n.t('{0} is no id of a file on {1}.', quoted(problem.id), service);
  }
}
