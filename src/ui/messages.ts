import { commands as vscodeCommands, l10n, window } from 'vscode';
import { describeInputProblem, standsAlone } from '../app/text/inputProblem';
import type { Connection } from '../core/model/connection';
import { type FaultRecord, faultOf, recordOf } from '../core/model/fault';
import type { InputProblem } from '../core/model/invalidInput';
import { serviceDescriptors } from '../services';
import { ConnectionFault } from './connectionFault';
import { commands } from './ids';

/** What a person is told of an error. */
export interface Message {
  /** What happened, and to what: one sentence. */
  readonly what: string;
  /** What to do next. */
  readonly advice?: string;
  readonly action?: Action;
}

/** A button. */
export interface Action {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** Any thrown thing as a message. */
export function explain(error: unknown): Message {
  if (error instanceof ConnectionFault) return explainFault(recordOf(error.fault), error.connection);
  return explainFault(recordOf(faultOf(error)));
}

/** The one translator of faults, thrown or kept in a ledger: what happened, to what, and what to do next. */
export function explainFault(
  { code, status, subject, detail, limit, character, problem, isBusy, systemCode, retryAfterMs }: FaultRecord,
  connection?: Connection,
): Message {
  const host = subject ?? hostOf(connection) ?? l10n.t('the service');
  const place = connection ? l10n.t('"{0}"', connection.name) : l10n.t('The service');
  const edit = connection && {
    title: l10n.t('Edit Connection'),
    command: commands.editConnection,
    arguments: [{ kind: 'connection', connection }],
  };
  const words = detail === undefined ? undefined : l10n.t('The service says: {0}', plain(detail));
  switch (code) {
    case 'hostNotFound':
      return message(
        l10n.t('There is no host named {0}.', host),
        l10n.t('Check the endpoint, and whether you are online.'),
        edit,
      );
    case 'refused':
      return message(
        l10n.t("{0} can't be reached.", host),
        l10n.t('Check the address and port of the endpoint, and whether a firewall or VPN is in the way.'),
        edit,
      );
    case 'certificate':
      return message(
        l10n.t('The certificate of {0} is not trusted.', host),
        l10n.t("Add its issuer's certificate to this computer's trusted ones, and restart VS Code."),
      );
    case 'proxySignIn':
      return message(
        l10n.t('The proxy wants a sign-in (407).'),
        l10n.t("Put user name and password into the proxy's address, in the setting http.proxy."),
        { title: l10n.t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['http.proxy'] },
      );
    case 'connectionLost':
      return message(l10n.t('The connection to {0} broke off before the answer was complete.', host), l10n.t('Try again.'));
    case 'timeout':
      return message(l10n.t('{0} did not answer in time.', host), l10n.t('Try again.'));
    case 'unauthorized':
      return message(
        l10n.t('{0} got no valid sign-in (401).', place),
        l10n.t('The key or password is missing or no longer valid: enter it again.'),
        edit,
      );
    case 'forbidden':
      return message(
        l10n.t('{0} does not accept this sign-in (403).', place),
        joined(l10n.t('Check that it was copied whole, and that it may read and change files.'), words),
        edit,
      );
    case 'denied':
      return message(l10n.t('This sign-in may not change {0} (403).', subject ?? l10n.t('this file')), words);
    case 'notFound':
      return message(l10n.t('{0} does not exist (404).', subject ?? l10n.t('What was asked for')), words);
    case 'rejected':
      return message(l10n.t('{0} refused the request ({1}).', place, String(status ?? 400)), words);
    case 'conflict':
      return message(l10n.t('Somebody else is changing {0} (409).', subject ?? l10n.t('this file')), l10n.t('Try again.'));
    case 'rateLimited':
      return message(
        l10n.t('{0} gets too many requests (429).', place),
        l10n.t('Try again in {0} s.', Math.ceil((retryAfterMs ?? 1000) / 1000)),
      );
    case 'serverError':
      return message(
        l10n.t('{0} has a problem of its own ({1}).', place, String(status ?? 500)),
        joined(l10n.t('Try again later.'), words),
      );
    case 'unexpectedAnswer':
      return message(
        connection
          ? l10n.t(
              'What answers at {0} is not the API of {1}.',
              new URL(connection.endpoint).host,
              serviceDescriptors[connection.service].label,
            )
          : l10n.t('The answer is not one of this API.'),
        joined(
          l10n.t('Check the endpoint: it may lead to another server, or to a sign-in page.'),
          subject === undefined ? undefined : l10n.t('(In the answer: {0})', plain(subject)),
        ),
        edit,
      );
    case 'tooLarge':
      return message(l10n.t('{0} gave an answer that is too large.', place), l10n.t('Check the endpoint.'), edit);
    case 'notApplied':
      return message(l10n.t('{0} accepted the change and did not make it.', place), l10n.t('Try again.'));
    case 'interrupted':
      return message(l10n.t('The run ended before everything was sent.'), l10n.t('Run it again for the rest.'));
    case 'unfitTag':
      return limit === undefined
        ? message(l10n.t('{0} does not accept {1} in a tag: "{2}".', place, character ?? '', plain(subject ?? '')))
        : message(
            l10n.t('{0} accepts at most {1} characters of tags at once: "{2}" has more.', place, limit, plain(subject ?? '')),
          );
    case 'invalidInput':
      return explainInput(subject, problem, connection ? serviceDescriptors[connection.service].label : l10n.t('The service'));
    case 'journal':
      if (isBusy) return message(l10n.t('This run is carried out already, here or in another window.'));
      // a journal has a name where one is read
      if (subject !== undefined)
        return message(
          l10n.t("What is kept of this run can't be read."),
          systemCode === undefined ? undefined : `(${systemCode})`,
        );
      return message(
        l10n.t("Stopped, because the journal of runs can't be written."),
        joined(
          l10n.t('Nothing is sent that is not written down first: check that the disk has room and that you may write to it.'),
          systemCode === undefined ? undefined : `(${systemCode})`,
        ),
      );
    case 'internal':
      return message(l10n.t('Something went wrong in Tagwright: {0}', plain(detail ?? '?')), undefined, {
        title: l10n.t('Show Log'),
        command: commands.showLog,
      });
  }
}

/** What a call or a person gave, by its name and what is the matter with it. */
function explainInput(subject: string | undefined, problem: InputProblem | undefined, service: string): Message {
  if (problem && standsAlone(problem)) return message(describeInputProblem(problem, service));
  const what =
    subject === undefined
      ? l10n.t("What was given can't be used.")
      : l10n.t('"{0}" is missing or can\'t be used.', plain(subject));
  return message(what, problem && describeInputProblem(problem, service));
}

/** All of a message, without its button. */
export function sentence({ what, advice }: Message): string {
  return joined(what, advice);
}

/** Tells it in a notification, and does what its button says. */
export async function show(message: Message): Promise<void> {
  const { action } = message;
  const chosen = await window.showErrorMessage(sentence(message), ...(action ? [action.title] : []));
  if (action && chosen !== undefined) await vscodeCommands.executeCommand(action.command, ...(action.arguments ?? []));
}

function message(what: string, advice?: string, action?: Action): Message {
  return { what, ...(advice === undefined ? {} : { advice }), ...(action === undefined ? {} : { action }) };
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined).join(' ');
}

function hostOf(connection: Connection | undefined): string | undefined {
  return connection && new URL(connection.endpoint).host;
}

/** Text from elsewhere: a notification would make a link of `[…](command:…)`. */
function plain(text: string): string {
  return text.replaceAll('](', '] (');
}
