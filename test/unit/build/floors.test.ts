import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenRules, FLOORS, importsOf, importsOfSources, missingLines } from '../../../build/floors.mjs';

const found = (from: string, to: string) => brokenRules(new Map([[from, [to]]]));

test('the sources keep to the floors', () => {
  assert.deepEqual(brokenRules(importsOfSources()), []);
});

test('a wrong import is told with the name of its rule and both of its ends', () => {
  const wrong = [
    ['shared/packet/read.ts', 'node:fs', 'shared is pure'],
    ['shared/packet/read.ts', 'shared/statement/gate.ts', 'a folder imports only what stands below it'],
    ['electron/core/tree/reader.ts', 'electron', 'only desktop and main.ts import Electron'],
    ['electron/station/session.ts', 'electron', 'only desktop and main.ts import Electron'],
    ['electron/core/tree/reader.ts', 'electron/station/station.ts', 'core knows neither the station'],
    ['electron/core/tree/reader.ts', 'electron/core/vault/vault.ts', 'a folder imports only what stands below it'],
    ['electron/cli/gate.ts', 'electron/station/station.ts', 'the command line knows no station'],
    ['electron/station/session.ts', 'electron/desktop/dialogs.ts', 'a folder imports only what stands below it'],
    ['renderer/ui/Table.tsx', 'node:fs', 'renderer knows neither Node nor Electron'],
    ['renderer/sign/SignApp.tsx', 'renderer/review/App.tsx', 'the signing window knows no review window'],
  ] as const;
  for (const [from, to, rule] of wrong) {
    assert.ok(
      found(from, to).some((one) => one.startsWith(rule) && one.includes(from) && one.includes(to)),
      `${from} imports ${to}`,
    );
  }
  assert.deepEqual(found('electron/core/tree/reader.ts', 'shared/encoding/bytes.ts'), []);
  assert.equal(found('electron/elsewhere/new.ts', 'shared/result.ts').length, 1);
});

test('every form of an import is seen, and nothing else', () => {
  const text = [
    "import { a } from './a.ts';",
    "import type { B } from '../b.ts';",
    'import {',
    '  type C,',
    '  d,',
    "} from 'pkg';",
    "import './e.css';",
    "export { f } from './f.ts';",
    "export type * from './g.ts';",
    "export const text = 'not an import';",
    "const later = () => import('./h.ts');",
    "type I = import('./i.ts').I;",
  ].join('\n');
  assert.deepEqual(importsOf('x/y/z.ts', text), [
    ...['x/y/a.ts', 'x/b.ts', 'pkg', 'x/y/e.css', 'x/y/f.ts', 'x/y/g.ts', 'x/y/h.ts', 'x/y/i.ts'],
  ]);
});

test('a folder without its line in the documentation is told', () => {
  const [first = assert.fail(), ...others] = FLOORS;
  const page = others.map(([folder, holds]) => `| \`${folder}/\` | ${holds} |`).join('\n');
  assert.equal(missingLines(page).length, 1);
  assert.ok(missingLines(page)[0]?.includes(first[0]));
});
