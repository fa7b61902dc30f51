import { deepEqual } from 'node:assert/strict';
import { checkEndpoint } from '../../../../src/core/service/endpoint';

describe('an endpoint', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://api.imagekit.io', 'https://api.imagekit.io'],
    [' HTTPS://API.ImageKit.io:443/ ', 'https://api.imagekit.io'],
    ['https://host.test:8443/some/path//', 'https://host.test:8443/some/path'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://[::1]:99', 'http://[::1]:99'],
    ['', 'notUrl'],
    ['api.imagekit.io', 'notUrl'],
    ['localhost:8080', 'scheme'],
    ['ftp://host.test', 'scheme'],
    ['http://host.test', 'insecure'],
    ['http://localhost.host.test', 'insecure'],
    ['http://128.0.0.1', 'insecure'],
    ['http://[::2]', 'insecure'],
    ['https://user@host.test', 'userInfo'],
    ['https://:word@host.test', 'userInfo'],
    ['https://host.test/?', 'query'],
    ['https://host.test/#part', 'query'],
  ];
  for (const [text, expected] of cases) {
    it(`"${text}"`, () => {
      const check = checkEndpoint(text);
      deepEqual(check.ok ? check.endpoint : check.problem, expected);
    });
  }
});
