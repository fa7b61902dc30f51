import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { globSync } from 'glob';

/** What the files of a room may import, beside their own room; imports of types count, but for those of packages. */
const rooms: Readonly<Record<string, { readonly from: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  core: { from: [], packages: [] },
  app: { from: ['core'], packages: [/^@vscode\/l10n$/, /^zod\/mini$/, /^csv-(stringify|parse)/] },
  net: { from: ['core'], packages: [/^node:/, /^undici\/lib\//] },
  services: { from: ['core', 'net'], packages: [/^node:/, /^zod\/mini$/, /^@rgrove\/parse-xml$/] },
  storage: { from: ['app', 'core'], packages: [/^node:/, /^vscode$/] },
  ui: { from: ['app', 'core'], packages: [/^node:/, /^vscode$/, /^csv-stringify/] },
  sandbox: { from: [], packages: [/^node:/] },
};

describe('the rooms of src', () => {
  for (const [room, { from, packages }] of Object.entries(rooms)) {
    it(`${room} imports ${[...from, 'nothing else of ours'].join(', ')}`, () => {
      const strangers = globSync(`src/${room}/**/*.ts`, { ignore: '**/*.d.ts', posix: true }).flatMap(file =>
        importsOf(file)
          .filter(target => !isAllowed(file, target, [room, ...from], packages))
          .map(target => `${file} imports ${target}`),
      );
      deepEqual(strangers, []);
    });
  }

  it('of each service all is in its folder, but for a line in the registry and the sandbox', () => {
    const services = globSync('src/services/*/', { posix: true }).map(folder => posix.basename(folder));
    const named = globSync('src/**/*.ts', { ignore: ['src/sandbox/**', 'src/services/index.ts'], posix: true }).flatMap(file =>
      services
        .filter(
          service => !file.startsWith(`src/services/${service}/`) && new RegExp(service, 'i').test(readFileSync(file, 'utf8')),
        )
        .map(service => `${file} names ${service}`),
    );
    deepEqual([services.length > 0, named], [true, []]);
  });

  it('nobody imports extension.ts', () => {
    const importers = globSync('src/**/*.ts', { posix: true }).filter(file =>
      importsOf(file).some(target => /(^|\/)extension$/.test(target)),
    );
    deepEqual(importers, []);
  });
});

/** Of packages only what is imported at run time: types of theirs leave no trace. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\b)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const calls = text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [
    ...Array.from(statements, ([, type, target = '']) => (type === undefined || target.startsWith('.') ? [target] : [])).flat(),
    ...Array.from(calls, ([, target = '']) => target),
  ];
}

function isAllowed(file: string, target: string, ours: readonly string[], packages: readonly RegExp[]): boolean {
  if (target.startsWith('.')) {
    const path = posix.normalize(join(dirname(file), target));
    return ours.some(room => `${path}/`.startsWith(`src/${room}/`));
  }
  return packages.some(pattern => pattern.test(builtinModules.includes(target) ? `node:${target}` : target));
}
