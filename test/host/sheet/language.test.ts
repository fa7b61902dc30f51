import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  commands,
  type CompletionList,
  type DocumentHighlight,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type MarkdownString,
  Position,
  Range,
  type TextDocument,
  type TextEdit,
  window,
  workspace,
  type WorkspaceEdit,
} from 'vscode';
import { answer, type Answers, closeAll, type ListedFile, problemsOf, SheetPlace, type, until } from './sheetPlace';

/** What a line has beside its text is asked of VS Code, as its editor asks it. */
describe('the editor of a sheet', () => {
  let place: SheetPlace;
  let files: readonly ListedFile[];
  let document: TextDocument;
  let answers: Answers;
  before(async () => {
    place = await SheetPlace.open('language');
    const all = await place.files();
    const folders = new Map<string, ListedFile[]>();
    for (const file of all) {
      const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
      folders.set(folder, [...(folders.get(folder) ?? []), file]);
    }
    const [first, second] = [...folders.values()].filter(({ length }) => length >= 3);
    files = [...(first ?? []).slice(0, 3), ...(second ?? []).slice(0, 2)];
  });
  beforeEach(async () => {
    answers = answer();
    document = await place.edit(files);
    await rewrite(
      files.map(({ path, id }, index) => `${path} : ${['mug, red', 'mug, blue', 'red', 'hat', ''][index] ?? ''}  # ${id}`),
    );
  });
  afterEach(async () => {
    await closeAll();
    answers.restore();
  });
  after(() => place.close());

  /** Types all lines below the comments anew. */
  async function rewrite(lines: readonly string[]): Promise<void> {
    const editor = await window.showTextDocument(document);
    await editor.edit(builder => {
      builder.replace(new Range(2, 0, document.lineCount, 0), `${lines.join('\n')}\n`);
    });
  }

  const ask = <Answer>(provider: string, ...args: readonly unknown[]) =>
    commands.executeCommand<Answer>(`vscode.execute${provider}`, document.uri, ...args);
  /** The place behind what the pattern finds in a line. */
  const behind = (line: number, text: string) => {
    const at = document.lineAt(line).text.indexOf(text);
    assert.ok(at >= 0, `${text} is not in ${document.lineAt(line).text}`);
    return new Position(line, at + text.length);
  };
  const texts = (ranges: readonly Range[]) => ranges.map(range => `${range.start.line}: ${document.getText(range)}`);
  const titlesOf = (lenses: readonly CodeLens[]) => lenses.map(({ command }) => command?.title);
  const tagsOf = (line: number) => /.* : (.*?) *#/.exec(document.lineAt(line).text)?.[1];

  it('completes tags: those of lines nearby first, none that the line has', async () => {
    await type(document, / : red {2}#/, ' : red, m  #');
    const at = behind(4, ', m');
    const { items } = await ask<CompletionList>('CompletionItemProvider', at);
    const [first] = items;
    assert.ok(first);
    assert.deepEqual(
      [first.label, first.insertText, first.range],
      [
        { label: 'mug', description: 'new, nearby' },
        'mug',
        { inserting: new Range(at.translate(0, -1), at), replacing: new Range(at.translate(0, -1), at) },
      ],
    );
    assert.ok(!items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'red'));
  });

  it('completes a line that was deleted by its path', async () => {
    const [file] = files;
    assert.ok(file);
    await rewrite(files.slice(1).map(({ path, id }) => `${path} :  # ${id}`));
    await type(document, /$/, '/');
    const { items } = await ask<CompletionList>('CompletionItemProvider', new Position(document.lineCount - 1, 1));
    const tags = file.tags.join(', ');
    assert.deepEqual(
      items.map(({ label, insertText }) => [label, (insertText as string).replace(/ +/g, ' ')]),
      [[file.path, `${file.path} : ${tags === '' ? '' : `${tags} `}# ${file.id}`]],
    );
  });

  it('tells on a tag where it is, and on a path the file with what it had', async () => {
    const textOf = (hovers: readonly Hover[]) =>
      hovers.flatMap(({ contents }) => (contents as MarkdownString[]).map(({ value }) => value)).join('\n');
    const onTag = textOf(await ask<readonly Hover[]>('HoverProvider', behind(2, ' : mu')));
    assert.match(onTag, /^mug: on 2 lines of this sheet/);
    const [file] = files;
    assert.ok(file);
    const onPath = textOf(await ask<readonly Hover[]>('HoverProvider', new Position(2, 1)));
    assert.match(onPath, /!\[.*\]\(/);
    assert.match(onPath, /Not applied yet\\\. The file has\\:/);
  });

  it('has an outline by folder, and folds by it', async () => {
    const symbols = await ask<readonly DocumentSymbol[]>('DocumentSymbolProvider');
    assert.deepEqual(
      symbols.flatMap(({ name, children }) => [name, ...children.map(child => `  ${child.name} ${child.detail}`.trimEnd())]),
      [
        folderOf(files[0]),
        `  ${files[0]?.path ?? ''} mug, red`,
        `  ${files[1]?.path ?? ''} mug, blue`,
        `  ${files[2]?.path ?? ''} red`,
        folderOf(files[3]),
        `  ${files[3]?.path ?? ''} hat`,
        `  ${files[4]?.path ?? ''}`,
      ],
    );
    const regions = await ask<readonly FoldingRange[]>('FoldingRangeProvider');
    assert.deepEqual(
      regions.map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [2, 4],
        [5, 6],
      ],
    );
  });

  it('says above the first line how the sheet stands', async () => {
    await until(async () => titlesOf(await ask<readonly CodeLens[]>('CodeLensProvider'))[0] === '5 files change');
    assert.deepEqual(titlesOf(await ask<readonly CodeLens[]>('CodeLensProvider')), [
      '5 files change',
      'Preview',
      'Apply',
      'Discard Changes',
    ]);
    await type(document, /, red/, ', 50%');
    await until(() => problemsOf(document).length > 0);
    assert.deepEqual(titlesOf(await ask<readonly CodeLens[]>('CodeLensProvider')), [
      '1 error keeps this sheet from being applied',
      'Show Problems',
      'Discard Changes',
    ]);
  });

  it('renames a tag in the whole sheet, and finds where it is', async () => {
    const at = behind(2, ' : m');
    assert.deepEqual(texts((await ask<readonly Location[]>('ReferenceProvider', at)).map(({ range }) => range)), [
      '2: mug',
      '3: mug',
    ]);
    assert.deepEqual(texts((await ask<readonly DocumentHighlight[]>('DocumentHighlights', at)).map(({ range }) => range)), [
      '2: mug',
      '3: mug',
    ]);
    const edit = await ask<WorkspaceEdit>('DocumentRenameProvider', at, 'cup, tea');
    assert.ok(await workspace.applyEdit(edit));
    assert.deepEqual([2, 3, 4].map(tagsOf), ['"cup, tea", red', '"cup, tea", blue', 'red']);
    await assert.rejects(async () => ask<WorkspaceEdit>('DocumentRenameProvider', new Position(2, 1), 'x'));
  });

  it('puts its lines in columns, and sorts their tags', async () => {
    await type(document, / : mug, red/, ':red,mug ,  "blue"');
    const edits = await ask<readonly TextEdit[]>('FormatDocumentProvider', { tabSize: 4, insertSpaces: true });
    const editor = await window.showTextDocument(document);
    await editor.edit(builder => {
      for (const { range, newText } of edits) builder.replace(range, newText);
    });
    const colons = [2, 3, 4, 5, 6].map(line => document.lineAt(line).text.indexOf(' : '));
    assert.deepEqual([new Set(colons).size, tagsOf(2)], [1, 'red, mug, blue']);
    await commands.executeCommand('tagwright.sortSheetTags');
    assert.equal(tagsOf(2), 'blue, mug, red');
  });

  it('offers the one right answer to a problem, and the same for all of its kind', async () => {
    await type(document, / : mug, red(.*)\n(.*) : mug, blue/, ' : Mugs, mug, mug$1\n$2 : mug, mug');
    await until(() => problemsOf(document).length > 0);
    const actions = await ask<readonly CodeAction[]>('CodeActionProvider', document.lineAt(2).range);
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred ?? false]),
      [
        ['Remove "Mugs"', true],
        ['Remove "mug"', true],
        ['Remove all 2 such tags', false],
      ],
    );
    const all = actions.at(-1)?.edit;
    assert.ok(all && (await workspace.applyEdit(all)));
    assert.deepEqual([tagsOf(2), tagsOf(3)], ['Mugs, mug', 'mug']);
  });
});

function folderOf(file: ListedFile | undefined): string {
  return file?.path.slice(0, file.path.lastIndexOf('/') + 1) ?? '';
}
