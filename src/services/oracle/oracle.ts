import type { CredentialField } from '../../core/service/descriptor';
import type { ServiceDefinition } from '../registry';

const guide = 'https://docs.oracle.com/en/cloud/paas/content-cloud/rest-api-documents/';

/** Ids of files begin with a D and those of folders with an F, in all examples. */
export const placePattern = /(?<!\w)[DF][0-9A-Z]{31,63}(?!\w)/;

const opens: CredentialField = {
  name: 'opens',
  label: 'Folder or file that the link opens',
  secret: false,
  optional: 'besides',
  placeholder: 'F…',
  pattern: placePattern,
  help: { sentence: 'Its id is in the address that the link leads to, after /folder/ or /file/: the whole address will do.' },
};

const linkHelp = { sentence: "It is in the link's address, after /link/.", url: guide };

const accessCode: CredentialField = { name: 'accessCode', label: 'Access code', secret: true, optional: 'always' };

export const oracle: ServiceDefinition = {
  id: 'oracle',
  label: 'Oracle Content',
  credentials: [
    {
      name: 'auth',
      prompt: 'How do you sign in?',
      forms: [
        {
          id: 'password',
          label: 'User and password',
          fields: [
            { name: 'username', label: 'User name', secret: false },
            { name: 'password', label: 'Password', secret: true },
          ],
          suspect: 'password',
        },
        {
          id: 'bearerToken',
          label: 'Bearer token',
          fields: [
            {
              name: 'bearerToken',
              label: 'Token',
              secret: true,
              help: {
                sentence:
                  'A browser that is signed in shows it at …/documents/web?IdcService=GET_OAUTH_TOKEN. It is valid for 7 days.',
                url: guide,
              },
            },
          ],
          suspect: 'bearerToken',
        },
        {
          id: 'clientCredentials',
          label: 'OAuth client credentials',
          fields: [
            { name: 'tokenUrl', label: 'Token URL', secret: false, placeholder: 'https://…/oauth2/v1/token', isAddress: true },
            { name: 'clientId', label: 'Client id', secret: false },
            { name: 'clientSecret', label: 'Client secret', secret: true },
            { name: 'scope', label: 'Scope', secret: false, placeholder: 'https://…:443/urn:opc:cec:all' },
          ],
          suspect: 'clientSecret',
        },
      ],
      without: { label: 'No sign-in: a link opens the files' },
    },
    {
      name: 'grant',
      prompt: 'Is there a link that opens the files?',
      forms: [
        {
          id: 'appLink',
          label: 'Application link',
          fields: [
            { name: 'appLinkId', label: 'Application link id', secret: true },
            { name: 'accessToken', label: 'Access token', secret: true },
            { name: 'refreshToken', label: 'Refresh token', secret: true, optional: 'always' },
            opens,
          ],
          suspect: 'accessToken',
        },
        {
          id: 'publicLink',
          label: 'Public link',
          fields: [{ name: 'linkId', label: 'Link id', secret: true, placeholder: 'L…', help: linkHelp }, accessCode, opens],
          suspect: 'linkId',
        },
      ],
      without: { label: 'No link', detail: 'You see the files that this sign-in may see.' },
    },
  ],
  load: async () => (await import('./oracleAdapter')).oracleAdapter,
  findIds,
  // Oracle Content's addresses of files hold their ids
  findAddresses: () => [],
};

/** All examples in Oracle's REST API for Documents are a D and 43 digits and capital letters; the length is not promised. */
function findIds(text: string): readonly string[] {
  return [...new Set(text.match(/(?<!\w)D[0-9A-Z]{31,63}(?!\w)/g) ?? [])];
}
