import type { ServiceDefinition } from '../registry';
import { findAddresses, findIds } from './imagekitIdsInText';

export const imagekit: ServiceDefinition = {
  id: 'imagekit',
  label: 'ImageKit',
  // the server that ImageKit's OpenAPI description names
  defaultEndpoint: 'https://api.imagekit.io',
  credentials: [
    {
      name: 'auth',
      prompt: 'How do you sign in?',
      forms: [
        {
          id: 'privateKey',
          label: 'Private key',
          fields: [
            {
              name: 'privateKey',
              label: 'Private key',
              secret: true,
              placeholder: 'private_…',
              help: {
                sentence: "It is in ImageKit's dashboard, under Developer options.",
                url: 'https://imagekit.io/docs/api-keys',
              },
            },
          ],
          suspect: 'privateKey',
        },
      ],
    },
  ],
  load: async () => (await import('./imagekitAdapter')).imagekitAdapter,
  findIds,
  findAddresses,
};
