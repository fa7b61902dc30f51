import type { InputProblem } from '../../core/model/invalidInput';
import { number, t } from './l10n';
import { plainText, quoted } from './message';

/** What is wrong with something given, in a sentence that names the service and its limit. */
export function describeInputProblem(problem: InputProblem, service: string): string {
  switch (problem.kind) {
    case 'empty':
      return t("A tag can't be empty.");
    case 'derived':
      return t("{0} alone gives automatic tags: {1} can't be added as one.", service, quoted(problem.tag));
    case 'forbiddenCharacter':
      return problem.character === ','
        ? t('{0} does not accept a comma in a tag: {1}.', service, quoted(problem.tag))
        : t('{0} does not accept {1} in a tag: {2}.', service, problem.character, quoted(problem.tag));
    case 'tooLong':
      return t(
        '{0} accepts at most {1} characters in a tag; this one has {2}.',
        service,
        number(problem.limit),
        number(problem.characters),
      );
    case 'noTags':
      return t('At least one tag is needed.');
    case 'tooManyCharacters':
      return t(
        '{0} accepts at most {1} characters of tags at once; these have {2}.',
        service,
        number(problem.limit),
        number(problem.characters),
      );
    case 'tooManyTags':
      return t(
        '{0} accepts at most {1} tags on a file; this one would have {2}.',
        service,
        number(problem.limit),
        number(problem.tags),
      );
    case 'noFiles':
      return t('At least one file is needed.');
    case 'tooManyFiles':
      return t('{0} accepts at most {1} files at once.', service, number(problem.limit));
    case 'noId':
      return t('{0} is not the id of a file on {1}.', quoted(problem.id), service);
    case 'notUrl':
      return t('Enter a whole address, such as https://example.com.');
    case 'scheme':
    case 'insecure':
      return t('The address must begin with https://, or with http:// for this computer.');
    case 'userInfo':
      return t('Leave user name and password out: they are asked for next.');
    case 'query':
      return t('Leave out what follows ? or #.');
    case 'noSearchBy':
      return t("{0} can't be searched in this way ({1}).", service, problem.field);
    case 'noSearchWithoutWords':
      return t('{0} searches by words in names: type some.', service);
    case 'needsIndex':
      return t("{0} can't answer this search; the index of the library can, once it is built.", service);
    case 'unreadableSearch':
      return t("This part of the search can't be read: {0}.", quoted(problem.part));
    case 'noNativeSearch':
      return t('{0} has no query language that is known here: leave out native:.', service);
    case 'noConnection':
      return t('There is no connection "{0}".', plainText(problem.given));
    case 'nameTaken':
      return t('Another connection has the name "{0}".', plainText(problem.name));
    case 'notOneOf':
      return t('It must be one of these: {0}.', problem.choices.join(', '));
    case 'wrongType':
      return wrongType(problem.wanted);
    case 'noRun':
      return t('There is no run {0} any more.', plainText(problem.runId));
    case 'unfitRun':
      return unfitRun(problem);
    case 'runElsewhere':
      return t('The run is under way in another window: pause or cancel it there.');
    case 'otherAccount':
      return t('The connection of this run leads to another account now. Edit it to lead to the former one, then try again.');
    case 'connectionGone':
      return t('The connection of this run has been removed: the run can only be looked at.');
    case 'sampleClosed':
      return t('The sample library is closed. What you changed there was kept: open it to go on.');
  }
}

/** Whether the sentence says by itself what it is about. */
export function standsAlone({ kind }: InputProblem): boolean {
  return (
    kind === 'noConnection' ||
    kind === 'nameTaken' ||
    kind === 'needsIndex' ||
    kind === 'noNativeSearch' ||
    kind === 'noRun' ||
    kind === 'unfitRun' ||
    kind === 'runElsewhere' ||
    kind === 'otherAccount' ||
    kind === 'connectionGone' ||
    kind === 'sampleClosed'
  );
}

function wrongType(wanted: 'text' | 'texts' | 'count' | 'object'): string {
  switch (wanted) {
    case 'text':
      return t('It must be a text, and not blank.');
    case 'texts':
      return t('It must be a list of texts, and not empty.');
    case 'count':
      return t('It must be a whole number, 0 or more.');
    case 'object':
      return t('It must be an object.');
  }
}

function unfitRun({ ability, isUndone, isTriedAgain }: Extract<InputProblem, { kind: 'unfitRun' }>): string {
  // what a person sees of a run may be older than what was done since
  if (isUndone) return t('A later run has taken this one back already.');
  if (isTriedAgain && (ability === 'retry' || ability === 'continue')) return t('A later run has gone on with this one already.');
  switch (ability) {
    case 'undo':
      return t('There is nothing to undo in this run.');
    case 'redo':
      return t('This run was not undone.');
    case 'retry':
      return t('This run has no failed files.');
    case 'resume':
    case 'forget':
      return t('This run was not cut off.');
    case 'continue':
      return t('This run is not paused.');
    default:
      return t('This run is not under way.');
  }
}
