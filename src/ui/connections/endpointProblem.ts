import { l10n } from 'vscode';
import type { EndpointProblem } from '../../services/endpoint';

/** What to do about an address that can't be an endpoint. */
export function describeEndpointProblem(problem: EndpointProblem): string {
  switch (problem) {
    case 'notUrl':
      return l10n.t('Type a whole address, such as https://example.com.');
    case 'scheme':
    case 'insecure':
      return l10n.t('The address must begin with https://, or with http:// for this computer.');
    case 'userInfo':
      return l10n.t('Leave user name and password out: they are asked for next.');
    case 'query':
      return l10n.t('Leave out what follows ? or #.');
  }
}

/** Whether a fault's detail names such a problem. */
export function isEndpointProblem(detail: string): detail is EndpointProblem {
  return (['notUrl', 'scheme', 'insecure', 'userInfo', 'query'] as readonly string[]).includes(detail);
}
