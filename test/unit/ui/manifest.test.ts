import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { internalCommands, contextKeys, settings, viewContainers, views } from '../../../src/ui/ids';
import { commands } from '../../../src/app/commandIds';

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly configuration?: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('package.json', () => {
  it('has the commands that the code registers, and no other', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(commands)));
  });

  it('puts nothing but its commands in menus', () => {
    const known: readonly string[] = Object.values(commands);
    const used = Object.values(contributes.menus)
      .flat()
      .flatMap(({ command }) => command ?? []);
    assert.deepEqual(
      used.filter(command => !known.includes(command)),
      [],
    );
  });

  it('does not show what is behind a click', () => {
    const hidden: readonly string[] = Object.values(internalCommands);
    assert.deepEqual(
      contributes.commands.filter(({ command }) => hidden.includes(command)),
      [],
    );
  });

  it('has the views and view containers that the code knows, and no other', () => {
    assert.deepEqual(
      sorted(
        Object.values(contributes.views)
          .flat()
          .map(({ id }) => id),
      ),
      sorted(Object.values(views)),
    );
    assert.deepEqual(
      sorted(
        Object.values(contributes.viewsContainers)
          .flat()
          .map(({ id }) => id),
      ),
      sorted(Object.values(viewContainers)),
    );
    assert.deepEqual(
      contributes.viewsWelcome.filter(({ view }) => !Object.values<string>(views).includes(view)),
      [],
    );
  });

  it('has the settings that the code reads, and no other', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration?.properties ?? {})), sorted(Object.values(settings)));
  });

  it('lets no workspace change a setting', () => {
    const scopes = Object.values(contributes.configuration?.properties ?? {}).map(({ scope }) => scope);
    assert.deepEqual(
      scopes.filter(scope => scope !== 'application' && scope !== 'machine'),
      [],
    );
  });

  it('uses no context key but those that the code sets, and each of them', () => {
    const ids: readonly string[] = [...Object.values(commands), ...Object.values(views), ...Object.values(settings)];
    const whens = [...text.matchAll(/"(?:when|enablement)": "((?:[^"\\]|\\.)*)"/g)].map(([, when = '']) => when);
    const names = whens.flatMap(when => when.match(/\btagwright\.[\w.]+/g) ?? []).filter(name => !ids.includes(name));
    assert.deepEqual(sorted(names), sorted(Object.values(contextKeys)));
  });

  it('takes each text from package.nls.json, and each text there is used', () => {
    assert.deepEqual(sorted([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key)), sorted(Object.keys(strings)));
  });

  it('names pictures that exist', () => {
    const files = sorted([...text.matchAll(/"(media\/[^"]+)"/g)].map(([, file = '']) => file));
    assert.deepEqual(
      files.filter(file => !existsSync(file)),
      [],
    );
  });
});

describe('texts in the code', () => {
  it('are literal, so that they can be translated', () => {
    const calls = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join('src', name))
      .flatMap(file => readFileSync(file, 'utf8').match(/l10n\.t\(\s*[^'"\s)]/g) ?? []);
    assert.deepEqual(calls, []);
  });
});
