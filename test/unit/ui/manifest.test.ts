import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abilitiesOf, type RunAbility } from '../../../src/app/runs/runStatus';
import { countOutcomes, outcomes } from '../../../src/core/model/ledger';
import { connectionContextValue, contextValues, indexContextValue, runContextValue } from '../../../src/ui/contextValues';
import { internalCommands, contextKeys, settings, viewContainers, views, webviews } from '../../../src/ui/ids';
import { focusedRow } from '../../../src/ui/library/focusedRow';
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
    readonly keybindings: readonly { readonly command: string; readonly when?: string; readonly args?: unknown }[];
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

  it('has its keys in the Library view be about the row that has the keyboard', () => {
    const ofRows = [
      commands.addTags,
      commands.removeTags,
      commands.editTags,
      commands.copyTags,
      commands.pasteTags,
      internalCommands.toggleMark,
    ];
    assert.deepEqual(
      contributes.keybindings.filter(({ args }) => args !== undefined).map(({ command, args }) => [command, args]),
      ofRows.map(command => [command, focusedRow]),
    );
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
    const ids: readonly string[] = [commands, views, webviews, settings].flatMap(named => Object.values<string>(named));
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
  const kept = connectionContextValue('imagekit', 'kept');
  const { folder, search, savedSearch, file, more, tag, twinTag, untagged } = contextValues;
  const connections = [kept, connectionContextValue('oracle', 'sample')];
  const places = [...connections, folder, search, savedSearch];
  const library = [...places, file, more, contextValues.fault];
  const [none, busy, ready] = (['absent', 'building', 'ready'] as const).map(indexContextValue) as [string, string, string];
  const withFiles = [tag, twinTag, untagged];
  const tags = [none, busy, ready, contextValues.twins, ...withFiles, file, more];
  const taggable = { library: [...places, file], tags: [...withFiles, file] };
  const abilities = [
    ...(['waiting', 'running', 'paused', 'elsewhere', 'cutOff'] as const).map(status => abilitiesOf(status, {})),
    ...Array.from({ length: 2 ** outcomes.length }, (_, mask) => abilitiesOf('done', endedWith(mask))),
    abilitiesOf('done', { ...endedWith(1), undoneBy: 'undo' }),
  ];
  const runs = sorted([...abilities.map(runContextValue), contextValues.runGroup, contextValues.runFile]);
  const runsThatCan = (ability: RunAbility) => runs.filter(value => value.split('.').includes(ability));
  const everyRun = runs.filter(value => value.split('.')[0] === 'run');
  /** By view where a command is in several. */
  const expected: Readonly<
    Record<
      string,
      | readonly string[]
      | { readonly library: readonly string[]; readonly tags: readonly string[]; readonly runs?: readonly string[] }
    >
  > = {
    [commands.testConnection]: connections,
    [commands.editConnection]: [kept],
    [commands.removeConnection]: connections,
    [commands.refresh]: places,
    [commands.findFiles]: { library: places, tags: [none, busy, ready, ...withFiles] },
    [commands.saveSearch]: [search, savedSearch],
    [commands.closeSearch]: [search, savedSearch],
    [commands.loadAll]: [...places, more],
    [commands.markFiles]: taggable,
    [commands.unmarkFiles]: [...places, file],
    [commands.invertMarks]: [...places, file],
    [commands.renameTag]: { library: [...connections, folder], tags: [tag, twinTag] },
    [commands.mergeTags]: { library: [...connections, folder], tags: [tag, twinTag] },
    [commands.addTags]: taggable,
    [commands.removeTags]: taggable,
    [commands.replaceTags]: taggable,
    [commands.clearTags]: taggable,
    [commands.editTags]: taggable,
    [commands.repeatTags]: taggable,
    [commands.adoptAutomaticTags]: [folder, search, savedSearch, file],
    [commands.deleteAutomaticTags]: [folder, search, savedSearch, file],
    [commands.copyTags]: taggable,
    [commands.pasteTags]: taggable,
    [commands.pasteTagsAndReplace]: taggable,
    [commands.tagFilesById]: connections,
    [commands.editTagsAsText]: { ...taggable, runs: runsThatCan('showFailed') },
    [commands.exportTags]: taggable,
    [commands.importTags]: connections,
    [commands.buildIndex]: [none, ready],
    [commands.stopIndex]: [busy],
    [commands.refreshTags]: [ready],
    [commands.pauseRun]: runsThatCan('pause'),
    [commands.continueRun]: runsThatCan('continue'),
    [commands.cancelRun]: runsThatCan('cancel'),
    [commands.resumeRun]: runsThatCan('resume'),
    [commands.retryFailed]: runsThatCan('retry'),
    [commands.undoRun]: runsThatCan('undo'),
    [commands.redoRun]: runsThatCan('redo'),
    [commands.forgetRun]: runsThatCan('forget'),
    [commands.showRunReport]: everyRun,
    [commands.showRunChanges]: everyRun,
    [commands.exportRunReport]: everyRun,
    [commands.showFailed]: runsThatCan('showFailed'),
    [commands.dismissFailed]: runsThatCan('showFailed'),
    [commands.openFile]: { library: [file], tags: [file] },
    [commands.openInBrowser]: { library: [file], tags: [file] },
    [commands.copyFileUrl]: { library: [file], tags: [file] },
    [commands.copyFilePath]: { library: [file], tags: [file], runs: [contextValues.runFile] },
    [commands.copyFileId]: { library: [file], tags: [file], runs: [contextValues.runFile] },
  };

  it('are those of this table', () => {
    const offered = contributes.menus['view/item/context']?.map(({ command }) => command) ?? [];
    assert.deepEqual(sorted(offered.map(String)), sorted(Object.keys(expected)));
  });

  const shown: Readonly<Record<string, readonly string[]>> = { [views.library]: library, [views.tags]: tags, [views.runs]: runs };
  const offers = (contributes.menus['view/item/context'] ?? []).map(({ command = '', when = '' }) => ({ command, when }));
  for (const [command, values] of Object.entries(expected)) {
    it(`offer ${command} where it can be done, and nowhere else`, () => {
      const offered = (view: string) =>
        (shown[view] ?? []).filter(value =>
          offers.some(
            offer => offer.command === command && offer.when.includes(`view == ${view}`) && matchesViewItem(offer.when, value),
          ),
        );
      const all = Object.keys(shown).map(offered);
      if ('library' in values) assert.deepEqual(all, [values.library, values.tags, values.runs ?? []]);
      else assert.deepEqual(all.flat(), values);
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
  const [, pattern, word] = /viewItem (?:=~ \/(.+)\/|== ([\w.]+))/.exec(when) ?? [];
  return pattern === undefined ? value === word : new RegExp(pattern).test(value);
}

/** A run that ended with the outcomes whose bits are set. */
function endedWith(mask: number): Parameters<typeof abilitiesOf>[1] {
  const files = outcomes.filter((_, index) => mask & (2 ** index)).map(outcome => ({ id: outcome, outcome }));
  return { ended: { at: 0, counts: countOutcomes(files) } };
}
