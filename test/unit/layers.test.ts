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
  ui: { from: ['app', 'core'], packages: [/^vscode$/] },
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
    const named = globSync('src/**/*.ts', { ignore: ['src/sandbox/**', 'src/services/registry.ts'], posix: true }).flatMap(file =>
      services
        .filter(
          service => !file.startsWith(`src/services/${service}/`) && new RegExp(service, 'i').test(readFileSync(file, 'utf8')),
        )
        .map(service => `${file} names ${service}`),
    );
    deepEqual([services.length > 0, named], [true, []]);
  });

  it('no file imports extension.ts', () => {
    const importers = globSync('src/**/*.ts', { posix: true }).filter(file =>
      importsOf(file).some(target => /(^|\/)extension$/.test(target)),
    );
    deepEqual(importers, []);
  });
});

describe('what a start loads', () => {
  it('has no package in it but for sentences, and nothing that plans, runs, asks or speaks to a service', () => {
    const loaded = new Set(['src/extension.ts']);
    const packages = new Set<string>();
    // a set can be gone through while it grows
    for (const file of loaded) {
      for (const target of staticImportsOf(file)) {
        const path = posix.normalize(join(dirname(file), target));
        if (target.startsWith('.')) loaded.add(`${path}.ts`);
        else if (!target.startsWith('node:')) packages.add(target);
      }
    }
    const late = [
      /core\/run\/(engine|execution|settling|retry)/,
      /core\/plan\/(?!chunked)/,
      /app\/(drafts|jobs|selection)/,
      /Adapter/,
    ];
    deepEqual(
      [[...packages].sort(), [...loaded].filter(file => late.some(part => part.test(file)))],
      [['@vscode/l10n', 'vscode'], []],
    );
  });
});

describe('the files of src', () => {
  const files = globSync('src/**/*.ts', { ignore: '**/*.d.ts', posix: true }).sort();

  it('have each a name of their own', () => {
    deepEqual(
      repeated(files, file => posix.basename(file)),
      [],
    );
  });

  it('export each name once', () => {
    const exported = files.flatMap(file => {
      const names = Array.from(readFileSync(file, 'utf8').matchAll(exportedNames), ([, name = '']) => name);
      // an overloaded function has its name several times
      return [...new Set(names)];
    });
    deepEqual(
      repeated(exported, name => name).filter(name => !servicesOwn.includes(name)),
      [],
    );
  });

  it('are at most 300 lines long', () => {
    deepEqual(
      files.filter(file => readFileSync(file, 'utf8').split('\n').length - 1 > 300),
      [],
    );
  });

  it('are at most a dozen in a folder', () => {
    const folders = new Set(files.map(file => posix.dirname(file)));
    deepEqual(
      [...folders].filter(folder => files.filter(file => posix.dirname(file) === folder).length > 12),
      [],
    );
  });
});

const exportedNames = /^export (?:async )?(?:function\*?|(?:abstract )?class|const|let|interface|type) (\w+)/gm;

/** What has the same part in each service's folder has the same name there, and no other room sees it. */
const servicesOwn: readonly string[] = ['ClientOptions', 'FailureContext', 'errorSchema', 'faultOfAnswer'];

/** The keys that more than one of them has. */
function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly string[] {
  const keys = items.map(keyOf);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].sort();
}

/** What a file needs before it can begin. */
function staticImportsOf(file: string): readonly string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)([^;'"]*?)\sfrom\s+['"]([^'"]+)['"]/gm);
  // of types alone nothing is left
  return Array.from(statements, ([, names = '', target = '']) =>
    /^\{(?:\s*type [^,}]+,?\s*)+\}$/.test(names) ? [] : [target],
  ).flat();
}

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
