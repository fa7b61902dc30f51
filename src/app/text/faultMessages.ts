import type { Connection } from '../../core/service/connection';
import type { ServiceCatalog } from '../../core/service/descriptor';
import { ConnectionFault, faultOf, type FaultRecord, recordOf } from '../../core/model/fault';
import type { InputProblem } from '../../core/model/invalidInput';
import { commands, hostCommands } from '../commandIds';
import { describeInputProblem, standsAlone } from './inputProblem';
import { word } from './connectionText';
import { t } from './l10n';
import { joined, type Message, type MessageButton, plainText, quoted, sentence } from './message';

/** Where a fault happened, so that its sentence can name it and lead to it. */
export interface FaultPlace {
  readonly connection: Connection;
  /** What the connection's service is called. */
  readonly serviceLabel: string;
}

export function placeOf(connection: Connection, services: ServiceCatalog): FaultPlace {
  return { connection, serviceLabel: services.of(connection.service).label };
}

/** Any thrown thing as a message. */
export function explainError(error: unknown, services: ServiceCatalog): Message {
  if (!(error instanceof ConnectionFault)) return explainFault(recordOf(faultOf(error)));
  const place = placeOf(error.connection, services);
  const fault = recordOf(error.fault);
  if (fault.code !== 'invalidInput') return explainFault(fault, place);
  const label = fieldLabel(fault.subject, error.connection, services);
  return explainFault(label === undefined ? fault : { ...fault, subject: label }, place);
}

/** What a person was asked for by this name, which may have that of its part before it. */
function fieldLabel(name: string | undefined, { service }: Connection, services: ServiceCatalog): string | undefined {
  const fields = services.of(service).credentials.flatMap(({ forms }) => forms.flatMap(form => form.fields));
  const label = fields.find(field => field.name === name?.split('.').at(-1))?.label;
  return label === undefined ? undefined : word(label);
}

/** All of a fault's message, without its button. */
export function faultSentence(fault: FaultRecord, place?: FaultPlace): string {
  return sentence(explainFault(fault, place));
}

/** The one translator of faults, thrown or kept in a ledger: what happened, to what, and what to do next. */
export function explainFault(
  { code, status, subject, detail, problem, isBusy, systemCode, retryAfterMs }: FaultRecord,
  place?: FaultPlace,
): Message {
  const connection = place?.connection;
  const host = subject ?? (connection && hostOf(connection)) ?? t('the service');
  const name = connection ? quoted(connection.name) : t('The service');
  const service = place?.serviceLabel ?? t('The service');
  const file = subject ?? t('this file');
  const edit = connection && {
    title: t('Edit Connection'),
    command: commands.editConnection,
    arguments: [{ kind: 'connection', connection }, { code }],
  };
  const words = detail === undefined ? undefined : t('The service says: {0}', plainText(detail));
  switch (code) {
    case 'hostNotFound':
      return message(t('There is no host named {0}.', host), t('Check the address, and whether you are online.'), edit);
    case 'refused':
      return message(
        t("{0} can't be reached.", host),
        t('Check the address and its port, and whether a firewall or VPN is in the way.'),
        edit,
      );
    case 'certificate':
      return message(
        t('The certificate of {0} is not trusted.', host),
        t("Add its issuer's certificate to this computer's trusted ones, and restart VS Code."),
      );
    case 'proxySignIn':
      return message(
        t('The proxy wants a sign-in (407).'),
        t("Put user name and password into the proxy's address, in the setting http.proxy."),
        { title: t('Open Settings'), command: hostCommands.openSettings, arguments: ['http.proxy'] },
      );
    case 'connectionLost':
      return message(t('The connection to {0} was lost.', host), t('Try again.'));
    case 'timeout':
      return message(t('{0} did not answer in time.', host), t('Try again.'));
    case 'unauthorized':
      return message(
        t('{0}: the sign-in was not accepted (401).', name),
        t('The key or password is missing or no longer valid: enter it again.'),
        edit,
      );
    case 'forbidden':
      return message(
        t('{0} does not accept this sign-in (403).', name),
        joined(t('Check that it was copied whole, and that it may read and change files.'), words),
        edit,
      );
    case 'denied':
      return connection?.opens
        ? message(t('This link may not change {0} (403).', file), joined(t('Its role does not allow it.'), words))
        : message(t('This sign-in may not change {0} (403).', file), words);
    case 'notFound':
      return message(t('{0} does not exist (404).', subject ?? t('What was asked for')), words);
    case 'rejected':
      return message(t('{0} refused the request ({1}).', name, String(status ?? 400)), words);
    case 'conflict':
      return message(t('Another change to {0} is under way (409).', file), t('Try again.'));
    case 'rateLimited':
      return message(
        t('{0} gets too many requests (429).', name),
        t('Try again in {0} s.', Math.ceil((retryAfterMs ?? 1000) / 1000)),
      );
    case 'serverError':
      return message(t('{0} reported a server error ({1}).', name, String(status ?? 500)), joined(t('Try again later.'), words));
    case 'unexpectedAnswer':
      return message(
        place
          ? t('What answers at {0} is not the API of {1}.', hostOf(place.connection), place.serviceLabel)
          : t('The answer is not one of this API.'),
        joined(
          t('Check the address: it may lead to another server, or to a sign-in page.'),
          subject === undefined ? undefined : t('(In the answer: {0})', plainText(subject)),
        ),
        edit,
      );
    case 'tooLarge':
      return message(t('{0} gave an answer that is too large.', name), t('Check the address.'), edit);
    case 'notApplied':
      return message(t('{0} accepted the change and did not make it.', name), t('Try again.'));
    case 'interrupted':
      return message(t('The run ended before everything was sent.'), t('"Continue Run" does the rest.'));
    case 'unfitTag':
      return message(
        problem ? describeInputProblem(problem, service) : t('{0} does not accept the tag {1}.', service, quoted(subject ?? '')),
      );
    case 'invalidInput':
      return explainInput(subject, problem, service);
    case 'journal':
      if (isBusy) return message(t('This run is already running, here or in another window.'));
      return explainJournal(subject, systemCode);
    case 'internal':
      return message(t('Something went wrong in Tagwright: {0}', plainText(detail ?? '?')), undefined, {
        title: t('Show Log'),
        command: commands.showLog,
      });
  }
}

/** What a call or a person gave, by its name and what is the matter with it. */
function explainInput(subject: string | undefined, problem: InputProblem | undefined, service: string): Message {
  if (problem && standsAlone(problem)) {
    const open = { title: t('Open Sample Library'), command: commands.openSampleLibrary };
    return message(describeInputProblem(problem, service), undefined, problem.kind === 'sampleClosed' ? open : undefined);
  }
  const what =
    subject === undefined ? t("What was given can't be used.") : t('"{0}" is missing or can\'t be used.', plainText(subject));
  return message(what, problem && describeInputProblem(problem, service));
}

/** A journal has a name where one is read. */
function explainJournal(subject: string | undefined, systemCode: string | undefined): Message {
  const cause = systemCode === undefined ? undefined : `(${systemCode})`;
  if (subject !== undefined) return message(t("The journal of this run can't be read."), cause);
  return message(
    t("Stopped, because the journal of runs can't be written."),
    joined(
      t('Nothing is sent that is not written down first: check that the disk has room and that you may write to it.'),
      cause,
    ),
  );
}

function message(what: string, advice?: string, button?: MessageButton): Message {
  return { what, ...(advice === undefined ? {} : { advice }), ...(button === undefined ? {} : { button }) };
}

function hostOf({ endpoint }: Connection): string {
  return new URL(endpoint).host;
}
