import type { Connection, Opens } from '../../core/service/connection';
import type { EndpointProblem } from '../../core/model/invalidInput';
import type { Account } from '../../core/service/service';
import { describeInputProblem } from './inputProblem';
import { t } from './l10n';
import { joined, plainText, quoted } from './message';

/** A word of a service's own descriptor, in the person's language where it is known there. */
export function word(english: string): string {
  return t(english);
}

export function whichService(): string {
  return t('Which service keeps your files?');
}

export function nameOfChoice(): string {
  return t('A name of your choice');
}

export function exampleName(): string {
  return t('Shop pictures');
}

export function nameNeeded(): string {
  return t('Enter a name.');
}

export function nameTaken(): string {
  return t('Another connection has this name.');
}

export function addressOf(service: string): string {
  return t('The address of {0}', service);
}

export function endpointProblem(problem: EndpointProblem, service: string): string {
  return describeInputProblem({ kind: problem }, service);
}

/** A field of the credentials, whether it has to be typed, and where it is found. */
export function fieldPrompt(label: string, need: 'needed' | 'optional' | 'keeps', help: string | undefined): string {
  const field =
    need === 'keeps'
      ? t('{0} (leave empty to keep the present one)', label)
      : need === 'optional'
        ? t('{0} (optional)', label)
        : label;
  return help === undefined ? field : t('{0}. {1}', field, help);
}

/** Enter the private key. */
export function answerNeeded(label: string): string {
  return t('Enter the {0}.', withinSentence(label));
}

export function wholeAddressNeeded(): string {
  return t('Enter a whole address that begins with https://.');
}

export function answerUnfit(label: string): string {
  return t('That is no {0}.', withinSentence(label));
}

/** An abbreviation keeps its capitals. */
function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

export function addTitle(): string {
  return t('Add Connection');
}

export function editTitle(): string {
  return t('Edit Connection');
}

export function otherAddressTitle(usual: string): string {
  return t('Use Another Address Than {0}', usual);
}

export function helpTitle(): string {
  return t('Where Is It?');
}

export function testing({ name }: Connection): string {
  return t('Testing {0}…', quoted(name));
}

/** What a test that went well tells; the host is known already. */
export function works({ name, endpoint }: Connection, { label, opens }: Account): string {
  if (opens) return joined(opensText(name, opens), t('The role of the link decides whether tags can be changed.'));
  return label === new URL(endpoint).host
    ? t('{0} works.', quoted(name))
    : t('{0} works: signed in as {1}.', quoted(name), plainText(label));
}

function opensText(name: string, opens: Opens): string {
  return opens === 'folder'
    ? t('{0} works: its link opens one folder and all below it.', quoted(name))
    : t('{0} works: its link opens one file.', quoted(name));
}

/** What a connection leads to, in the row that names it. */
export function leadsTo(serviceLabel: string, opens: Opens | undefined): string {
  if (opens === undefined) return serviceLabel;
  return opens === 'folder' ? t('{0} · one folder, by a link', serviceLabel) : t('{0} · one file, by a link', serviceLabel);
}

export function correct(): string {
  return t('Correct…');
}

export function saveAnyway(): string {
  return t('Save Anyway');
}

export function whichToEdit(): string {
  return t('Which connection do you want to edit?');
}

export function whichToTest(): string {
  return t('Which connection do you want to test?');
}

export function whichToRemove(): string {
  return t('Which connection do you want to remove?');
}

export function removeQuestion({ name }: Connection): string {
  return t('Remove the connection {0}?', quoted(name));
}

export function removeDetail(): string {
  return t('Its key or password is deleted from this computer. The files and their tags stay as they are.');
}

export function removeButton(): string {
  return t('Remove');
}

export function sampleName(service: string): string {
  return t('Sample Library ({0})', service);
}
