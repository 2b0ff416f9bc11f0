import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { agentThat, stockAgent, stopAgent, tokenAgent, tokenOf } from '../helpers/agents.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { MARKDOWN } from '../helpers/packets.ts';
import { testKey } from '../helpers/statements.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  exportNewest,
  journalRows,
  OWNER,
  openPacket,
  openSignIn,
  readShown,
  signButton,
  signIn,
  trustKey,
} from '../helpers/steps.ts';
import { changeOneByte, runInstructions, verifyWithOpenSsh, verifyWithOpenSsl } from '../helpers/stock-tools.ts';

/** Signing with keys behind an ssh-agent: OpenSSH's own, and one of ours that holds a token. */

const ADA = 'Ada Agent';
const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('a key in the stock ssh-agent signs in and makes both signatures, which stock tools verify', async ({
  start,
  furnished,
}) => {
  const { keys, file } = newKey();
  const socket = join(freshFolder('agent'), 'agent.sock');
  const agent = await stockAgent(socket, file);
  try {
    const running = await start(furnished, { SSH_AUTH_SOCK: socket });
    const { review } = running;
    await signIn(running, OWNER);
    await trustKey(running, keys, ADA, 'owner');

    const entering = await openSignIn(running, ADA);
    await expect(entering.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
    await byAgent(entering);
    await expect(entering.getByText('Agent: agent.sock, as SSH_AUTH_SOCK says')).toBeVisible();
    await Promise.all([entering.waitForEvent('close'), press(entering, 'Sign in')]);
    await expect(review.getByRole('region', { name: 'Signed in' })).toContainText(ADA);

    const page = await openToSign(running);
    await readShown(page);
    await byAgent(page);
    await Promise.all([page.waitForEvent('close'), signButton(page).click()]);
    await expect(decidePanel(review).getByText('Decided: HOLD_PRODUCTION')).toBeVisible();

    const destination = freshFolder('destination');
    await exportNewest(running, destination);
    await expect(review.getByText('Exported', { exact: true })).toBeVisible();
    const folder = join(destination, readdirSync(destination)[0] ?? '');
    expect(runInstructions(folder)).toMatchObject({ status: 0 });
    expect(verifyWithOpenSsh(folder).status).toBe(0);
    expect(verifyWithOpenSsl(folder).status).toBe(0);
    expect(readFileSync(join(folder, 'owner.pub'), 'utf8').split(' ')[1]?.trim()).toBe(
      readFileSync(`${file}.pub`, 'utf8').split(' ')[1],
    );
    const rows = await journalRows(review);
    const asked = rows.filter({ hasText: 'agent.sock was asked' });
    await expect(asked).toHaveCount(2);
    await expect(asked.first()).toContainText('was asked to sign with the key');
    await expect(asked.last()).toContainText('was asked to sign in with the key');
    await expect(asked.filter({ hasText: 'it signed.' })).toHaveCount(2);
  } finally {
    await stopAgent(agent);
  }
});

test('an agent without the key, or that is gone, is a sentence with a way out; another one is chosen by its socket', {
  tag: '@long',
}, async ({ ready }) => {
  const { keys, file } = newKey();
  const folder = freshFolder('agent');
  const [empty, full] = [join(folder, 'empty.sock'), join(folder, 'full.sock')];
  const agents = [await stockAgent(empty), await stockAgent(full, file)];
  // Killed, so that its socket stays and nobody answers there.
  const gone = await stockAgent(join(folder, 'nobody.sock'));
  gone.kill('SIGKILL');
  await once(gone, 'exit');
  try {
    await trustKey(ready, keys, ADA, 'owner');
    const page = await openToSign(ready);
    await readShown(page);
    await byAgent(page);
    const refusal = page.getByRole('alert');
    for (const [socket, code] of [
      [join(folder, 'nobody.sock'), 'sign/agent-unreachable'],
      [empty, 'sign/agent-without-key'],
    ] as const) {
      await chooseAgent(ready, page, socket);
      await signButton(page).click();
      await expect(refusal).toContainText(code);
      await expect(refusal).toContainText('choose another');
    }
    await chooseAgent(ready, page, full);
    await Promise.all([page.waitForEvent('close'), signButton(page).click()]);
    await expect(decidePanel(ready.review).getByText('Decided: HOLD_PRODUCTION')).toBeVisible();
    const rows = await journalRows(ready.review);
    await expect(rows.filter({ hasText: 'nobody.sock was asked' })).toContainText('it could not be reached');
    await expect(rows.filter({ hasText: 'empty.sock was asked' })).toContainText('it does not offer that key');
    await expect(rows.filter({ hasText: 'full.sock was asked' })).toContainText('it signed');
  } finally {
    await Promise.all(agents.map(stopAgent));
  }
});

test('an agent that keeps silent is not waited for once the window is cancelled, and nothing is signed', {
  tag: '@long',
}, async ({ start, furnished }) => {
  const { keys } = newKey();
  const socket = join(freshFolder('agent'), 'silent.sock');
  const server = await agentThat(socket, () => new Promise<Uint8Array>(() => undefined));
  const running = await start(furnished, { SSH_AUTH_SOCK: socket, SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' });
  const { review } = running;
  await signIn(running, OWNER);
  await trustKey(running, keys, ADA, 'owner');
  const page = await openToSign(running);
  await readShown(page);
  await byAgent(page);
  await expect(page.getByRole('alert')).toContainText('may be the agent of another machine');
  await signButton(page).click();
  await expect(page.getByText('Waiting for the ssh-agent: confirm there if it asks.')).toBeVisible();
  await Promise.all([page.waitForEvent('close'), press(page, 'Cancel')]);
  const panel = decidePanel(review);
  await expect(panel.getByText('Cancelled: nothing was signed.')).toBeVisible();
  await expect(panel.getByText('Decisions', { exact: true })).toBeHidden();
  const rows = await journalRows(review);
  await expect(rows.first()).toContainText('the person did not wait for it');
  await expect(rows.first()).toContainText('it may be another machine’s');
  server.close();
});

test('a token signs in OpenSSH’s format alone once it is touched; screen, folder, dossier and gate say so and accept it', {
  tag: '@long',
}, async ({ start, furnished }) => {
  const key = testKey(7);
  const keys = freshFolder('keys');
  const publicKey = join(keys, 'token.pub');
  writeFileSync(publicKey, toOpenSsh(tokenOf(key), 'token'));
  const socket = join(freshFolder('agent'), 'token.sock');
  const touches: ((touched: boolean) => void)[] = [];
  const server = await tokenAgent(socket, key, { touched: () => new Promise((resolve) => touches.push(resolve)) });
  const running = await start(furnished, { SSH_AUTH_SOCK: socket });
  const { review } = running;
  await signIn(running, OWNER);
  await trustKey(running, keys, ADA, 'owner');
  const touch = async (page: Page, touched: boolean) => {
    await expect(page.getByText('touch the token when it blinks')).toBeVisible();
    await expect.poll(() => touches.length).toBe(1);
    touches.pop()?.(touched);
  };

  const entering = await openSignIn(running, ADA);
  await expect(entering.getByLabel('Passphrase')).toBeHidden();
  await press(entering, 'Sign in');
  await Promise.all([entering.waitForEvent('close'), touch(entering, true)]);
  await expect(review.getByRole('region', { name: 'Signed in' })).toContainText(ADA);

  const page = await openToSign(running);
  await readShown(page);
  await expect(page.getByText('A token makes the OpenSSH signature alone')).toBeVisible();
  await signButton(page).click();
  await touch(page, false);
  await expect(page.getByRole('alert')).toContainText('sign/agent-refused');
  await signButton(page).click();
  await Promise.all([page.waitForEvent('close'), touch(page, true)]);
  const panel = decidePanel(review);
  await expect(panel.getByText('Decided: HOLD_PRODUCTION')).toBeVisible();
  await expect(panel.getByText('Signed in OpenSSH’s format alone, without a DSSE envelope.')).toBeVisible();
  await expect(panel.getByText('QR frames carry the envelope, and this has none')).toBeVisible();

  const destination = freshFolder('destination');
  await exportNewest(running, destination);
  await expect(review.getByText('Exported', { exact: true })).toBeVisible();
  const folder = join(destination, readdirSync(destination)[0] ?? '');
  expect(readdirSync(folder)).not.toContain('decision.dsse.json');
  expect(readFileSync(join(folder, 'VERIFY.txt'), 'utf8')).toContain('its key is in a hardware token');
  expect(runInstructions(folder)).toMatchObject({ status: 0 });
  expect(verifyWithOpenSsh(folder).status).toBe(0);
  const decision = join(folder, 'statement.json');
  for (const args of [
    ['verify', folder],
    ['verify', decision],
    ['gate', '--packet', join(folder, MARKDOWN), '--decision', decision, '--option', 'HOLD_PRODUCTION'],
  ]) {
    const { status, stdout } = spawnSync(process.execPath, [CLI, ...args, '--trust', publicKey], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
    expect(stdout).toContain('statement.openssh-alone');
  }
  changeOneByte(decision);
  expect(verifyWithOpenSsh(folder).status).not.toBe(0);
  expect(spawnSync(process.execPath, [CLI, 'verify', decision, '--trust', publicKey]).status).toBe(1);

  const whole = freshFolder('whole');
  await running.chooseFolders(whole);
  await review.getByRole('button', { name: 'Export dossier…' }).click();
  await expect(review.getByText(/^holdfast-dossier-.* files, .* Every byte was read back/)).toBeVisible({
    timeout: 60_000,
  });
  const dossier = join(whole, readdirSync(whole)[0] ?? '');
  expect(runInstructions(dossier)).toMatchObject({ status: 0 });
  expect(readFileSync(join(dossier, 'VERIFY.txt'), 'utf8')).toContain('without an envelope: decision-1.');
  expect(readFileSync(join(dossier, 'report.html'), 'utf8')).toContain('OpenSSH alone, by a key in a token');
  const first = readdirSync(join(dossier, 'keys')).filter((name) => name.endsWith('.pub'));
  const trusts = first.flatMap((name) => ['--trust', `owner=${join(dossier, 'keys', name)}`]);
  expect(spawnSync(process.execPath, [CLI, 'verify', dossier, ...trusts]).status).toBe(0);

  const rows = await journalRows(review);
  await expect(rows.filter({ hasText: 'in OpenSSH’s format alone' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'token.sock was asked to sign with' })).toHaveCount(2);
  server.close();
});

/** A fresh OpenSSH key without a passphrase; `keys` holds its public half alone. */
function newKey(): { readonly keys: string; readonly file: string } {
  const file = join(freshFolder('own'), 'id_ed25519');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada', '-f', file]);
  const keys = freshFolder('keys');
  execFileSync('cp', [`${file}.pub`, keys]);
  return { keys, file };
}

/** The signing window on HOLD of the first packet, as Ada. */
async function openToSign(running: RunningConsole): Promise<Page> {
  await openPacket(running.review, MARKDOWN);
  const panel = decidePanel(running.review);
  await panel.getByLabel('Sign as').selectOption({ label: `${ADA} (owner)` });
  return signingWindow(running, () => panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click());
}

function byAgent(page: Page): Promise<void> {
  return page.getByLabel('It is in the ssh-agent').check();
}

async function chooseAgent(running: RunningConsole, page: Page, socket: string): Promise<void> {
  await running.chooseFolders(socket);
  await page.getByRole('button', { name: 'Choose agent socket…' }).click();
  await expect(page.getByText(`Agent: ${socket.split('/').at(-1)}, as chosen here`)).toBeVisible();
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}
