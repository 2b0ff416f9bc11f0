import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { freshFolder, type RunningConsole } from '../helpers/console.ts';
import { rehearsalFiles, writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import { importFrom, job } from '../helpers/steps.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function openBundle(running: RunningConsole, files: Files): Promise<void> {
  const medium = freshFolder('medium');
  writeTree(join(medium, 'bundle'), files);
  await importFrom(running, medium, ['bundle']);
  await job(running.review, 'bundle').getByRole('button', { name: 'Open bundle' }).click();
}

/** Opens the one file of the list that the filter leaves. */
async function openFile(review: Page, filter: string, path = filter): Promise<void> {
  const list = review.getByRole('region', { name: 'Files of the bundle' });
  await review.getByLabel('Filter by path').fill(filter);
  await expect(list.locator('.entry-rows')).toHaveAttribute('aria-busy', 'false');
  await expect(list.getByText('1 entry matches')).toBeVisible();
  await list.getByRole('treegrid').focus();
  await review.keyboard.press('End');
  await review.keyboard.press('Enter');
  await expect(review.locator('.file-name')).toContainText(path);
}

const LINES = Array.from({ length: 20_000 }, (_, at) => `line ${at + 1}${at === 15_000 ? ' the Needle' : ''}`);

test('files are found, read, searched, proved and compared, whatever they are', async ({ first }) => {
  const { review } = first;
  await openBundle(first, {
    'logs/run.log': `${LINES.join('\n')}\n`,
    'dumps/before.sql': 'one\ntwo\nthree\n',
    'dumps/restored.sql': 'one\nTWO\nthree\n',
    'name\u202etxt.exe': 'total \u202e here\n',
    'shot.png': PNG.sync.write(new PNG({ width: 30, height: 20 })),
    'tool.bin': Uint8Array.of(0, 1, 2, 0x41),
    'page.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>',
    empty: '',
  });
  await review.getByRole('tab', { name: 'Files' }).click();
  await review.getByRole('button', { name: 'List', exact: true }).click();
  const list = review.getByRole('grid', { name: 'Files of the bundle' });
  await expect(list).toHaveAttribute('aria-rowcount', '8');
  await review.getByRole('button', { name: 'Sort by Size' }).click();
  await expect(list.getByRole('row').first()).toContainText('run.log');
  await review.getByRole('button', { name: 'Tree', exact: true }).click();
  const file = review.getByRole('region', { name: 'File', exact: true });

  await openFile(review, 'RUN.LOG', 'logs/run.log');
  await expect(file.getByText('every byte is as imported')).toBeVisible();
  await expect(file.getByText('20,000 lines')).toBeVisible();
  const content = file.getByRole('region', { name: 'Text of the file' });
  await review.getByLabel('Search in the file').fill('the needle');
  await review.keyboard.press('Enter');
  await expect(file.getByText('Hit 1 of 1')).toBeVisible();
  await expect(content.locator('mark')).toHaveText('the Needle');
  await review.getByLabel('Go to line').fill('19,999');
  await review.keyboard.press('Enter');
  await expect(content.getByText('line 19999')).toBeVisible();
  await content.focus();
  await review.keyboard.press('Home');
  await expect(content.getByText('line 1', { exact: true })).toBeVisible();
  await review.getByLabel('Go to line').fill('20001');
  await review.keyboard.press('Enter');
  await expect(file.getByText('There is no such line.')).toBeVisible();

  await openFile(review, 'txt.exe', 'name\\u{202e}txt.exe');
  await expect(file.getByText('total \\u{202e} here')).toBeVisible();
  await openFile(review, 'shot.png');
  await expect(file.getByRole('img', { name: 'The image in shot.png' })).toBeVisible();
  await openFile(review, 'page.svg');
  await expect(file.getByText('<script>')).toBeVisible();
  await expect(file.getByRole('button', { name: 'Image' })).toHaveCount(0);
  await openFile(review, 'tool.bin');
  await expect(file.getByRole('grid', { name: 'Bytes of the file' })).toContainText('00010241···A');
  await openFile(review, 'empty');
  await expect(file.getByText('The file is empty')).toBeVisible();

  await openFile(review, 'before.sql');
  await file.getByRole('button', { name: 'Compare others with this' }).click();
  await openFile(review, 'restored.sql');
  await file.getByRole('button', { name: 'Difference' }).click();
  await expect(file.getByText('1 line removed, 1 line added.')).toBeVisible();
  await expect(file.getByRole('grid', { name: 'Differing lines' })).toContainText('TWO');
  await file.getByRole('button', { name: 'Proof' }).click();
  await expect(file.getByText('This file is part of the bundle’s tree')).toBeVisible();
});

test('a check leads to the byte that it names, and to the difference that it found', async ({ first }) => {
  const { review } = first;
  const files = rehearsalFiles();
  const log = Object.keys(files).find((path) => path.startsWith('logs/')) ?? 'logs/run.log';
  await openBundle(first, { ...files, [log]: 'all is well\nproduction-PASS\n' });
  const checks = review.getByRole('region', { name: 'Checks' });
  await checks.getByRole('button', { name: `${log}, at byte 12` }).click();
  await expect(review.locator('.text-row.is-hit')).toContainText('production-PASS');
  await review.getByRole('tab', { name: 'Verdict' }).click();
  await checks.getByRole('button', { name: 'see the difference' }).first().click();
  await expect(review.getByRole('grid', { name: 'Differing lines' })).toBeVisible();
});

test('a copy that the disk has changed is not shown as the evidence', async ({ first }) => {
  const { review, data } = first;
  await openBundle(first, { 'dump.sql': 'rows of the dump\n', other: 'x' });
  const packs = join(data, 'vault', 'packs');
  for (const name of readdirSync(packs)) {
    const bytes = readFileSync(join(packs, name));
    const at = bytes.indexOf('rows of');
    if (at !== -1) writeFileSync(join(packs, name), bytes.fill('R', at, at + 1));
  }
  await review.getByRole('tab', { name: 'Files' }).click();
  await openFile(review, 'dump.sql');
  await expect(review.getByText('so what is shown below is not the evidence')).toBeVisible();
  await review.getByRole('button', { name: 'Go to the check of the vault' }).click();
  await expect(review.getByRole('heading', { level: 1 })).toContainText('Station');
});

test('the tree is gone through by keyboard, folder by folder, and told to a screen reader', async ({ first }) => {
  const { review } = first;
  const few = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [`f${at % 30}/sub/part-${at}.csv`, `${at}`] as const),
  );
  await openBundle(first, { ...few, 'last.txt': 'last' });
  await review.getByRole('tab', { name: 'Files' }).click();
  const tree = review.getByRole('treegrid', { name: 'Files of the bundle' });
  await expect(tree).toHaveAttribute('aria-rowcount', '31');
  const active = tree.locator('tr.is-active');
  await tree.focus();
  await expect(active).toHaveAttribute('aria-level', '1');
  await expect(active).toHaveAttribute('aria-expanded', 'false');
  await review.keyboard.press('ArrowRight');
  await expect(tree).toHaveAttribute('aria-rowcount', '32');
  await expect(active).toHaveAttribute('aria-expanded', 'true');
  await review.keyboard.press('ArrowRight');
  await expect(active).toHaveAttribute('aria-level', '2');
  await expect(active).toContainText('sub/');
  await review.keyboard.press('ArrowRight');
  await expect(tree).toHaveAttribute('aria-rowcount', '42');
  await review.keyboard.press('ArrowDown');
  await expect(active).toContainText('part-0.csv');
  await expect(active).toHaveAttribute('aria-level', '3');
  await expect(active).toHaveAttribute('aria-rowindex', '3');
  await review.keyboard.press('ArrowLeft');
  await expect(active).toContainText('sub/');
  await review.keyboard.press('ArrowLeft');
  await expect(tree).toHaveAttribute('aria-rowcount', '32');
  await review.keyboard.type('LAST');
  await expect(active).toContainText('last.txt');
  await review.keyboard.press('Enter');
  await expect(review.locator('.file-name')).toContainText('last.txt');
  await review.keyboard.press('Home');
  await expect(active).toHaveAttribute('aria-rowindex', '1');
  // The active row stays, whatever is in sight.
  await review.getByRole('button', { name: 'Open all folders' }).click();
  await expect(tree).toHaveAttribute('aria-rowcount', '361');
  await tree.hover();
  await review.mouse.wheel(0, 20_000);
  await expect(tree.getByText('last.txt')).toBeVisible();
  await expect(active).toHaveAttribute('aria-rowindex', '1');
  await expect(tree).toHaveAttribute('aria-activedescendant', /-0$/);
});
