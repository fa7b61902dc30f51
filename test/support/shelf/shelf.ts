import type { ServiceDefinition } from '../../../src/services/registry';

/** A service that does not exist: what it takes to add one is this folder and a line. */
export const shelf: ServiceDefinition = {
  id: 'shelf',
  label: 'Shelf',
  endpointPlaceholder: 'https://shelf.example.com',
  credentials: [
    {
      name: 'card',
      prompt: 'Which card do you have?',
      forms: [
        {
          id: 'reader',
          label: 'Reader card',
          fields: [{ name: 'number', label: 'Card number', secret: true, pattern: /^\d+$/ }],
          suspect: 'number',
        },
      ],
    },
  ],
  load: async () => (await import('./shelfAdapter')).shelfAdapter,
  findIds: text => [...new Set(text.match(/\bbook-\d{1,6}\b/g) ?? [])],
  findAddresses: () => [],
};
