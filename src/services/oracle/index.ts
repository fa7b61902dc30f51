import type { ServiceDescriptor } from '../../core/model/descriptor';

export const oracle: ServiceDescriptor = {
  id: 'oracle',
  label: 'Oracle Content',
  signIns: [
    {
      id: 'password',
      label: 'User and password',
      fields: [
        { name: 'username', label: 'User name', secret: false, optional: false },
        { name: 'password', label: 'Password', secret: true, optional: false },
      ],
    },
    {
      id: 'bearerToken',
      label: 'Bearer token',
      fields: [{ name: 'bearerToken', label: 'Token', secret: true, optional: false }],
    },
    {
      id: 'clientCredentials',
      label: 'OAuth client credentials',
      fields: [
        { name: 'tokenUrl', label: 'Token URL', secret: false, optional: false, placeholder: 'https://…/oauth2/v1/token' },
        { name: 'clientId', label: 'Client id', secret: false, optional: false },
        { name: 'clientSecret', label: 'Client secret', secret: true, optional: false },
        { name: 'scope', label: 'Scope', secret: false, optional: false, placeholder: 'https://…:443/urn:opc:cec:all' },
      ],
    },
  ],
  grants: [
    {
      id: 'appLink',
      label: 'Application link',
      fields: [
        { name: 'appLinkId', label: 'Application link id', secret: true, optional: false },
        { name: 'accessToken', label: 'Access token', secret: true, optional: false },
        { name: 'refreshToken', label: 'Refresh token', secret: true, optional: true },
      ],
    },
    {
      id: 'publicLink',
      label: 'Public link',
      fields: [
        { name: 'linkId', label: 'Link id', secret: true, optional: false, placeholder: 'L…' },
        { name: 'accessCode', label: 'Access code', secret: true, optional: true },
      ],
    },
  ],
  findIds,
  // Oracle Content's addresses of files hold their ids
  findAddresses: () => [],
};

/** All examples in Oracle's REST API for Documents are a D and 43 digits and capital letters; the length is not promised. */
function findIds(text: string): readonly string[] {
  return [...new Set(text.match(/(?<!\w)D[0-9A-Z]{31,63}(?!\w)/g) ?? [])];
}
