import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abilitiesOf, type RunAbility } from '../../../src/app/runs/runStatus';
import { countOutcomes, outcomes } from '../../../src/core/model/ledger';
import { connectionContextValue, contextValues, runContextValue } from '../../../src/ui/contextValues';
import { internalCommands, contextKeys, settings, viewContainers, views } from '../../../src/ui/ids';
import { commands } from '../../../src/app/commandIds';

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly when?: string; readonly group?: string }[]>
    >;
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

describe('the menus of an element', () => {
  const library = [
    connectionContextValue('imagekit', 'kept'),
    connectionContextValue('oracle', 'sample'),
    contextValues.folder,
    contextValues.file,
    contextValues.fault,
  ];
  const abilities = [
    ...(['waiting', 'running', 'paused', 'elsewhere', 'cutOff'] as const).map(status => abilitiesOf(status, {})),
    ...Array.from({ length: 2 ** outcomes.length }, (_, mask) => abilitiesOf('done', endedWith(mask))),
  ];
  const runs = sorted([...abilities.map(runContextValue), contextValues.runGroup, contextValues.runFile]);
  const runsThatCan = (ability: RunAbility) => runs.filter(value => value.split('.').includes(ability));
  const everyRun = runs.filter(value => value.split('.')[0] === 'run');
  const expected: Readonly<Record<string, readonly string[]>> = {
    [commands.testConnection]: library.slice(0, 2),
    [commands.editConnection]: library.slice(0, 1),
    [commands.removeConnection]: library.slice(0, 2),
    [commands.refresh]: library.slice(0, 3),
    [commands.addTags]: library.slice(0, 4),
    [commands.removeTags]: library.slice(0, 4),
    [commands.replaceTags]: library.slice(0, 4),
    [commands.clearTags]: library.slice(0, 4),
    [commands.tagFilesById]: library.slice(0, 2),
    [commands.pauseRun]: runsThatCan('pause'),
    [commands.continueRun]: runsThatCan('continue'),
    [commands.cancelRun]: runsThatCan('cancel'),
    [commands.resumeRun]: runsThatCan('resume'),
    [commands.retryFailed]: runsThatCan('retry'),
    [commands.undoRun]: runsThatCan('undo'),
    [commands.showRunReport]: everyRun,
    [commands.showRunChanges]: everyRun,
    [commands.exportRunReport]: everyRun,
    [commands.showFailed]: runsThatCan('showFailed'),
    [commands.dismissFailed]: runsThatCan('showFailed'),
    [commands.copyFileId]: [contextValues.runFile],
  };

  it('are those of this table', () => {
    const offered = contributes.menus['view/item/context']?.map(({ command }) => command) ?? [];
    assert.deepEqual(sorted(offered.map(String)), sorted(Object.keys(expected)));
  });

  for (const { command = '', when = '', group = '' } of contributes.menus['view/item/context'] ?? []) {
    it(`offer ${command} (${group}) where it can be done, and nowhere else`, () => {
      const values = when.includes(`view == ${views.library}`) ? library : runs;
      assert.deepEqual(
        values.filter(value => matchesViewItem(when, value)),
        expected[command],
      );
    });
  }
});

describe('texts in the code', () => {
  it('are literal, so that they can be translated', () => {
    const calls = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => readFileSync(join('src', name), 'utf8').match(/(?<![\w.])(?:l10n\.)?t\(\s*[^'"`\s)][\w.]*/g) ?? []);
    // the words of a service's descriptor: they are where the service is
    assert.deepEqual(calls, ['t(english']);
  });
});

/** Whether a `when` clause holds for an element with this context value, as far as `viewItem` goes. */
function matchesViewItem(when: string, value: string): boolean {
  const [, pattern, word] = /viewItem (?:=~ \/(.+)\/|== (\w+))/.exec(when) ?? [];
  return pattern === undefined ? value === word : new RegExp(pattern).test(value);
}

/** A run that ended with the outcomes whose bits are set. */
function endedWith(mask: number): Parameters<typeof abilitiesOf>[1] {
  const files = outcomes.filter((_, index) => mask & (2 ** index)).map(outcome => ({ id: outcome, outcome }));
  return { ended: { at: 0, counts: countOutcomes(files) } };
}
