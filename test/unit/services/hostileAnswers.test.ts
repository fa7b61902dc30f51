import { deepEqual, ok } from 'node:assert/strict';
import type { Credentials } from '../../../src/core/service/connection';
import type { TagService } from '../../../src/core/service/service';
import { outcome } from '../net/faults';
import { never, Wire } from './wire';

const imagekitId = '5e21880d5efe355febd4bccd';
const oracleId = 'D2D76EA99539F2BDF37FD80CB5D17B95F47087F4E518';
const folder = { type: 'folder', id: 'F1', name: 'a' };
const repeated = (text: string, bytes = 2_000_000) => text.repeat(Math.ceil(bytes / text.length));

/** What a service, or what answers in its place, could send to freeze the editor or to speak in our name. */
const bodies: readonly (readonly [string, string])[] = [
  ['hundreds of thousands of folders', `[${repeated(`${JSON.stringify(folder)},`, 10_000_000)}{}]`],
  ['hundreds of thousands of items', `{"errorCode":"0","items":[${repeated(`${JSON.stringify(folder)},`, 10_000_000)}{}]}`],
  ['brackets in brackets', repeated('[') + repeated(']')],
  ['braces in braces', repeated('{"a":') + repeated('}')],
  ['brackets in a string', JSON.stringify(repeated('['))],
  ['quotation marks that do not end', repeated('"\\')],
  ['tags that do not end', repeated('<errorCode ')],
  ['tags in tags', repeated('<a>') + repeated('</a>')],
  ['a million elements', `<r>${repeated('<a/>')}</r>`],
  ['attributes', `<r ${Array.from({ length: 99_000 }, (_, index) => `a${index}=""`).join(' ')}/>`],
  [
    'references to references',
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r><errorCode>&b;</errorCode></r>',
  ],
  [
    'a reference to a file',
    '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r><errorCode>0</errorCode><tags>&a;</tags></r>',
  ],
  ['comments', `<r>${repeated('<!-- -')}</r>`],
  ['a long word', JSON.stringify({ message: repeated('x'), errorCode: '-1', errorMessage: repeated('x') })],
  ['percent signs', JSON.stringify({ message: repeated('%25'), errorCode: '-1', errorMessage: repeated('&#112;') })],
  [
    'marks of direction',
    JSON.stringify({ message: '\u202e'.repeat(500_000), errorCode: '-1', errorMessage: '\u202e\u0007\ud800' }),
  ],
  ['prototypes', '{"__proto__":{"errorCode":"0"},"constructor":{"prototype":{}},"errorCode":"-1","message":"__proto__"}'],
  ['numbers beyond numbers', '{"errorCode":1e999,"message":1e999,"items":[],"hasMore":1e999}'],
  ['nothing', ''],
  ['null', 'null'],
  ['bytes of no text', '\ufffe\uffff\0\0\0'],
  ['a page', '<!doctype html><html><body onload="alert(1)">sign in</body></html>'],
];

const services: readonly (readonly [string, string, Credentials, string])[] = [
  ['imagekit', 'https://api.imagekit.io', { auth: { privateKey: 'private_1' } }, imagekitId],
  ['oracle', 'https://docs.test', { auth: { username: 'u', password: 'private_1' } }, oracleId],
];

const calls: readonly (readonly [string, (service: TagService, id: string) => Promise<unknown>])[] = [
  ['list', s => s.list(undefined, undefined, never)],
  ['readOne', (s, id) => s.readOne(id, never)],
  ['write', (s, id) => s.write({ kind: 'clear', fileIds: [id] }, never)],
];

describe('hostile answers', () => {
  for (const [service, endpoint, credentials, id] of services) {
    for (const [what, body] of bodies) {
      it(`cost ${service} no second and show nothing: ${what}`, async function () {
        this.timeout(60_000);
        for (const [name, call] of calls) {
          for (const status of [200, 403]) {
            const wire = new Wire(() => ({ status, body, headers: { 'x-ik-requestid': 'private_1\u202e' } }));
            const { cpuMs, result } = await measured(call(wire.service({ service, endpoint }, credentials), id));
            const shown = JSON.stringify([result]);
            ok(cpuMs < 1_000, `${name} ${status}: ${cpuMs.toFixed()} ms`);
            deepEqual(
              { name, status, long: shown.length > 3_000, shown: /private_1|\p{Cc}|\u202e/u.test(shown) },
              { name, status, long: false, shown: false },
            );
          }
        }
      });
    }
  }
});

async function measured(work: Promise<unknown>): Promise<{ readonly cpuMs: number; readonly result: unknown }> {
  const before = process.cpuUsage();
  const result = await outcome(work);
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, result };
}
