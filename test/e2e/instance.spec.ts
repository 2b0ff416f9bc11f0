import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { keptWindowSize } from '../../electron/station/window-size.ts';
import { answered, ask } from '../helpers/ask.ts';
import { EXECUTABLE, freshFolder, type RunningConsole, WITHOUT_SEAL } from '../helpers/console.ts';
import { titlesOnDisplay } from '../helpers/display.ts';
import { EXPECTED, MARKDOWN, mediumWith, PLAIN_TEXT, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  goTo,
  importFrom,
  job,
  journalRows,
  OWNER,
  openPacket,
  openPart,
  signDefault,
  signIn,
} from '../helpers/steps.ts';

test('a second console on the same data is refused, and the first keeps working', async ({ ready }) => {
  const second = await startAgain(ready.data);
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('Another Holdfast has this data folder open');

  await signDefault(ready, 'HOLD_PRODUCTION');
});

test('a second console is refused while Chromium’s folder is deleted, and no process but the first has the lock', {
  tag: '@long',
}, async ({ ready, start }) => {
  const { pid } = ready.app.process();
  const lockOf = (process: string) => openFilesOf(process).filter((path) => path === ready.data).length;
  expect(lockOf(String(pid))).toBe(1);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(pid));
  expect(children.filter((name) => lockOf(name) > 0)).toEqual([]);

  rmSync(join(ready.data, 'chromium'), { recursive: true });
  const second = await startAgain(ready.data);
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('Another Holdfast has this data folder open');
  await signDefault(ready, 'HOLD_PRODUCTION');

  ready.app.process().kill('SIGKILL');
  rmSync(join(ready.data, 'chromium'), { recursive: true, force: true });
  const { review } = await start(ready.data);
  await expect(review.getByRole('alert').filter({ hasText: 'This station is read-only.' })).toBeHidden();
  await openPacket(review, MARKDOWN);
  await expect(decidePanel(review).getByRole('listitem').filter({ hasText: 'No. 1' })).toContainText('HOLD_PRODUCTION');
});

test('a start that is refused says what hinders it', async ({ furnished }) => {
  const relative = await startAgain('relative/data');
  expect(existsSync('relative')).toBe(false);
  expect(relative).toMatchObject({ status: 1, stderr: expect.stringContaining('"relative/data" is a relative one') });

  chmodSync(furnished, 0o500);
  const unwritable = await startAgain(furnished);
  chmodSync(furnished, 0o700);
  expect(unwritable).toMatchObject({ status: 1, stderr: expect.stringContaining('The data folder cannot be written') });

  const foreign = await startAgain('/usr');
  expect(foreign).toMatchObject({ status: 1, stderr: expect.stringContaining('belongs to another account') });
  for (const { stderr } of [relative, unwritable, foreign]) expect(stderr).not.toContain('Another Holdfast');
});

test('a start that is refused says so in a dialog where there is a display, and leaves no file', async ({
  furnished,
}) => {
  chmodSync(furnished, 0o500);
  const before = readdirSync(furnished);
  const refused = begin(furnished, process.env);
  await expect.poll(titlesOnDisplay, { timeout: 20_000 }).toContain('Holdfast does not start.');
  expect(readdirSync(furnished)).toEqual(before);
  refused.child.kill('SIGTERM');
  await refused.ended;
  const own = readdirSync(tmpdir()).filter((name) => name.startsWith('holdfast-refused-'));
  expect(own.flatMap((name) => readdirSync(join(tmpdir(), name)))).toEqual([]);
  chmodSync(furnished, 0o700);
});

test('a damaged journal opens read-only: it says so, signs nothing, and everything can be read', async ({
  furnished,
  start,
}) => {
  const log = join(furnished, 'journal/log.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replace(MARKDOWN, MARKDOWN.replace('p0', 'p1')));

  const running = await start(furnished);
  const { review } = running;
  const banner = review.getByRole('alert').filter({ hasText: 'This station is read-only.' });
  await expect(banner).toBeVisible();
  await openPacket(review, EXPECTED.title);
  await expect((await openPart(review, 'Document')).getByText('This document selects nothing.')).toBeVisible();
  const panel = decidePanel(review);
  await expect(panel).toContainText('The journal is read-only, so nothing can be signed on this station.');
  await expect(panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeDisabled();

  const [packet] = answered(await ask(review, 'packet/list', {}));
  const [signer] = answered(await ask(review, 'station/status', {})).identities;
  const hold = { option: 'HOLD_PRODUCTION', reason: '', acknowledged: [] };
  const proposal = { ...hold, packet: packet?.sha256, signer: signer?.id };
  expect(await ask(review, 'decision/propose', proposal)).toMatchObject({ error: { code: 'journal/read-only' } });

  await importFrom(running, mediumWith({ [PLAIN_TEXT]: packetText(PLAIN_TEXT) }), [PLAIN_TEXT]);
  await expect(job(review, PLAIN_TEXT)).toContainText('Refused.');
  const folder = freshFolder('medium');
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'notes', 'a.txt'), 'a');
  await importFrom(running, folder, ['notes']);
  await expect(job(review, 'notes')).toContainText('Refused.');
  expect(answered(await ask(review, 'bundle/list', {}))).toEqual([]);
  const before = readFileSync(log);
  await running.close();
  expect(readFileSync(log)).toEqual(before);
});

test('a journal older than the vault is told, on the station page and in the journal, and nothing is signed', {
  tag: '@long',
}, async ({ furnished, start }) => {
  const journal = join(furnished, 'journal');
  cpSync(journal, `${furnished}-journal`, { recursive: true });
  const before = await start(furnished);
  await signIn(before, OWNER);
  await openPacket(before.review, MARKDOWN);
  await signDefault(before, 'HOLD_PRODUCTION');
  await before.close();
  rmSync(journal, { recursive: true });
  renameSync(`${furnished}-journal`, journal);

  const { review } = await start(furnished);
  await expect(review.getByRole('alert').filter({ hasText: 'This station is read-only.' })).toContainText(
    'an old copy was put in its place',
  );
  await goTo(review, 'Station');
  const found = review.getByRole('region', { name: 'What was found about the data of this station' });
  await expect(found).toContainText('journal.rolled-back');
  const rows = await journalRows(review);
  await expect(rows.first()).toContainText('journal.rolled-back');
  await openPacket(review, MARKDOWN);
  await expect(decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeDisabled();
});

test('a deleted workspace is rebuilt from the vault, with its packets and decisions', async ({ ready, start }) => {
  await signDefault(ready, 'HOLD_PRODUCTION');
  await ready.close();
  rmSync(join(ready.data, 'chromium'), { recursive: true });

  const { review } = await start(ready.data);
  await goTo(review, 'Decisions');
  await expect(review.getByRole('row').filter({ hasText: MARKDOWN })).toContainText('HOLD_PRODUCTION');
  await openPacket(review, MARKDOWN);
  await expect(decidePanel(review).getByRole('listitem').filter({ hasText: 'No. 1' })).toContainText('HOLD_PRODUCTION');
});

/** What a process has open, as far as this account may see it. */
function openFilesOf(process: string): readonly string[] {
  const folder = join('/proc', process, 'fd');
  try {
    return readdirSync(folder).map((fd) => readlinkSync(join(folder, fd)));
  } catch {
    // Another account's, or ended since.
    return [];
  }
}

/** A start that nobody looks at: it says on stderr what it has to say. */
function startAgain(data: string): Promise<{ status: number | null; stderr: string }> {
  const { DISPLAY: _, ...env } = process.env;
  return begin(data, env).ended;
}

function begin(
  data: string,
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; ended: Promise<{ status: number | null; stderr: string }> } {
  const sandbox = process.env.HOLDFAST_NO_SANDBOX === '1' ? ['--no-sandbox'] : [];
  const child = spawn(EXECUTABLE, [`--user-data-dir=${data}`, WITHOUT_SEAL, ...sandbox], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ status: number | null; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stderr }));
  });
  return { child, ended };
}

test('a packet whose bytes are damaged in the vault is said to be, not left out in silence', async ({
  furnished,
  start,
}) => {
  const sha256 = createHash('sha256').update(packetText()).digest('hex');
  const object = join(furnished, 'vault/objects', sha256.slice(0, 2), sha256);
  const bytes = readFileSync(object);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  chmodSync(object, 0o600);
  writeFileSync(object, bytes);

  const { review } = await start(furnished);
  await goTo(review, 'Decisions');
  const notice = review.getByRole('alert').filter({ hasText: sha256 });
  await expect(notice).toContainText('The vault holds damaged bytes here');
  await expect(review.getByText('No packet has been imported yet.')).toBeHidden();
});

test('a window has the size that it had at the last start', { tag: '@long' }, async ({ start, furnished }) => {
  const sizeOf = (running: RunningConsole) =>
    running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  const before = await start(furnished);
  await before.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1010, 720));
  await expect.poll(() => keptWindowSize(furnished)).toEqual({ width: 1010, height: 720, isMaximized: false });
  await before.close();
  const after = await start(furnished);
  await expect.poll(() => sizeOf(after)).toEqual([1010, 720]);
});
