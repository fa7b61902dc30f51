import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { globSync } from 'glob';
import { dependencies } from '../../package.json';

describe('the packages that are bundled', () => {
  const imported = new Set(
    globSync('src/**/*.ts').flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g)]
        .map(([, name = '']) => name)
        .filter(name => name !== 'vscode' && !isBuiltin(name))
        .map(name => name.split('/', name.startsWith('@') ? 2 : 1).join('/')),
    ),
  );

  it('are dependencies, so that an audit sees them', () => {
    deepEqual([...imported].sort(), Object.keys(dependencies).sort());
  });

  it('are named in the notices with their licences', () => {
    const headings = [...readFileSync('THIRD-PARTY-NOTICES.md', 'utf8').matchAll(/^## (.+)$/gm)].flatMap(([, heading = '']) =>
      heading.replace(/ \(.*\)$/, '').split(', '),
    );
    deepEqual(headings.sort(), [...Object.keys(dependencies), 'llhttp'].sort());
  });
});
