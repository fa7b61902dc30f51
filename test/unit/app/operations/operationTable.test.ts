import { deepEqual, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { type OperationName, operationNames } from '../../../../src/app/operations/operationCall';
import { parseOperationInput } from '../../../../src/app/operations/operations';
import { operationTable } from '../../../../src/app/operations/operationTable';
import { describeOperation } from '../../../../src/app/text/operationText';
import { services } from '../../../support/services';
import { outcomeOf } from '../../net/faults';

const readme = readFileSync('README.md', 'utf8');

/** The names that an operation takes, as README writes them: with `?` for what can be left out. */
function namesOf(name: OperationName): readonly string[] {
  const { input } = operationTable[name];
  const whole = fittingInput(input.shape);
  const isFine = (value: object) => input.safeParse(value).success;
  const own = Object.keys(whole).map(key => (isFine(without(whole, key)) ? `${key}?` : key));
  const parts = services.all.flatMap(({ credentials }) => credentials.map(part => `${part.name}?`));
  // how a connection signs in is its service's to say
  return isFine({ ...whole, other: 1 }) ? [...own, ...new Set(parts)] : own;
}

function fittingInput(shape: Readonly<Record<string, z.ZodMiniType>>): Readonly<Record<string, unknown>> {
  const candidates = ['csv', ['x'], 1, {}];
  const fitting = (schema: z.ZodMiniType) => candidates.find(candidate => schema.safeParse(candidate).success);
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, fitting(schema)]));
}

function without(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

describe('the table of operations', () => {
  it('has each operation', () => {
    deepEqual(Object.keys(operationTable).sort(), [...operationNames].sort());
  });

  it('is what README says', () => {
    const rows = [...readme.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| `\{ ?([^}]*?) ?\}` \|/gm)];
    const told = rows.flatMap(([, names = '', input = '']) =>
      [...names.matchAll(/\w+/g)].map(([name]) => [name, input === '' ? [] : input.split(', ')]),
    );
    deepEqual(Object.fromEntries(told), Object.fromEntries(operationNames.map(name => [name, namesOf(name)])));
  });

  it('takes the call that README shows', () => {
    const [, name = '', input = ''] = /executeCommand\('tagwright\.(\w+)', (\{.*?\n\})\)/s.exec(readme) ?? [];
    const value: unknown = JSON.parse(
      input
        .replace(/\/\/.*$/gm, '')
        .replace(/(\w+):/g, '"$1":')
        .replaceAll("'", '"')
        .replace(/,\s*([}\]])/g, '$1'),
    );
    deepEqual(parseOperationInput(name as OperationName, value), value);
  });

  it('can be told to a model: each schema as JSON Schema, with a sentence', () => {
    for (const name of operationNames) {
      const schema = z.toJSONSchema(operationTable[name].input) as { readonly type: string; readonly properties: object };
      deepEqual(
        [name, schema.type, Object.keys(schema.properties)],
        [name, 'object', Object.keys(operationTable[name].input.shape)],
      );
      match(describeOperation(name), /^[A-Z].*\.$/);
    }
  });
});

describe('what an operation is called with', () => {
  const good = { connection: 'demo', fileIds: ['f1'], tags: ['sale'] };
  const names = Object.keys(good);
  const wanted = (wanted: string) => ({ kind: 'wrongType', wanted });
  const cases: readonly (readonly [OperationName, unknown, object])[] = [
    ['addTags', good, good],
    ['addTags', { ...good, fileIds: 'f1' }, { subject: 'fileIds', problem: wanted('texts') }],
    ['addTags', { ...good, fileIds: [] }, { subject: 'fileIds', problem: wanted('texts') }],
    ['addTags', { ...good, fileIds: ['f1', 1] }, { subject: 'fileIds[1]', problem: wanted('text') }],
    ['addTags', { ...good, tags: ['a', ' '] }, { subject: 'tags[1]', problem: wanted('text') }],
    ['addTags', { fileIds: ['f1'], tags: ['a'] }, { subject: 'connection', problem: wanted('text') }],
    ['addTags', { ...good, connection: ' ' }, { subject: 'connection', problem: wanted('text') }],
    ['addTags', { ...good, force: true }, { subject: 'force', problem: { kind: 'notOneOf', choices: names } }],
    ['clearTags', good, { subject: 'tags', problem: { kind: 'notOneOf', choices: ['connection', 'fileIds'] } }],
    ['addTags', 'demo', { problem: wanted('object') }],
    ['addTags', [good], { problem: wanted('object') }],
    ['undoRun', {}, { subject: 'runId', problem: wanted('text') }],
    [
      'exportRunReport',
      { runId: 'r', format: 'pdf' },
      { subject: 'format', problem: { kind: 'notOneOf', choices: ['md', 'csv', 'json'] } },
    ],
    ['openSampleLibrary', {}, {}],
    [
      'openSampleLibrary',
      { files: 10, latencyMs: 0, key: 'k', behavior: { a: 1 } },
      { files: 10, latencyMs: 0, key: 'k', behavior: { a: 1 } },
    ],
    ['openSampleLibrary', { files: -1 }, { subject: 'files', problem: wanted('count') }],
    ['openSampleLibrary', { rate: 1.5 }, { subject: 'rate', problem: wanted('count') }],
    ['openSampleLibrary', { burst: '2' }, { subject: 'burst', problem: wanted('count') }],
    ['openSampleLibrary', { files: null }, { subject: 'files', problem: wanted('count') }],
    ['openSampleLibrary', { behavior: 'b' }, { subject: 'behavior', problem: wanted('object') }],
    ['addConnection', { service: 'imagekit', name: 'a', auth: {} }, { service: 'imagekit', name: 'a', auth: {} }],
    ['addConnection', { service: 'imagekit', name: ' ' }, { subject: 'name', problem: wanted('text') }],
  ];
  for (const [name, value, expected] of cases) {
    it(`${JSON.stringify(value)} to ${name}`, () => {
      const isRefused = 'problem' in expected;
      deepEqual(
        outcomeOf(() => parseOperationInput(name, value)),
        isRefused ? { code: 'invalidInput', ...expected } : expected,
      );
    });
  }
});
