import { deepEqual } from 'node:assert/strict';
import { trustedCertificates } from '../../../src/net/transport';

describe('trusted certificates', () => {
  it("are Node's and the system's, each once", () => {
    const store = { default: ['a', 'b'], system: ['b', 'c'] };
    deepEqual(trustedCertificates({ getCACertificates: kind => store[kind] }), ['a', 'b', 'c']);
  });

  it("are left to Node where it can't tell", () => {
    deepEqual(trustedCertificates({}), undefined);
  });
});
