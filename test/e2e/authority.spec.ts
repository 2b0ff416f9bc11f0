import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { toOpenSsh } from '../../shared/key/public-key.ts';
import { separateAuthorityAction } from '../../shared/rules/grants.ts';
import { tokenAgent, tokenOf } from '../helpers/agents.ts';
import { answered, ask } from '../helpers/ask.ts';
import { confirm, EVIDENCE, furnish, item, openKey, tickGrants } from '../helpers/authority-ground.ts';
import { freshFolder, type RunningConsole, signingWindow } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, packetWith } from '../helpers/packets.ts';
import { testKey } from '../helpers/statements.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  exportNewest,
  goTo,
  importFrom,
  OPERATOR,
  OWNER,
  openPacket,
  openPart,
  PASSPHRASE,
  readShown,
  signButton,
  signDefault,
  signIn,
  signShown,
  trustKey,
} from '../helpers/steps.ts';
import { changeOneByte, runInstructions } from '../helpers/stock-tools.ts';

const EXECUTION = 'AUTHORIZE_PRODUCTION_EXECUTION';
const CLI = join(import.meta.dirname, '../../out/cli/holdfast.mjs');

test('seven discharges and eight grants open the execution option, once, until one is taken back', async ({ team }) => {
  test.setTimeout(600_000);
  const { review } = team;
  await furnish(team);
  const panel = decidePanel(review);
  const execution = panel.getByRole('radio', { name: EXECUTION });

  for (const blocker of EXPECTED.blockers) {
    const action = separateAuthorityAction(blocker.id);
    if (blocker.separateAuthority) await grant(team, action);
    await discharge(team, blocker.id);
  }
  const [last = '', ...others] = EXPECTED.grants;
  await expect(execution).toBeDisabled();
  await grantInOneRun(team, others);
  await expect(execution).toBeDisabled();
  await grant(team, last);
  await expect(execution).toBeEnabled();
  await expectAgreement(team);

  await decide(team);
  await panel.getByRole('button', { name: 'Sign a new decision…' }).click();
  await expect(execution).toBeDisabled();
  const authority = await openPart(review, 'Blockers');
  for (const action of EXPECTED.grants) await expect(item(authority, action)).toContainText('used up');

  const folder = await exported(team);
  const operator = operatorKey(await publicKeyOf(team, OPERATOR.name));
  const trusted = [`owner=${join(folder, 'owner.pub')}`, `operator=${operator}`];
  const accepted = gate(folder, trusted);
  expect(accepted.status, accepted.stderr).toBe(0);
  const changed = freshFolder('changed');
  cpSync(folder, changed, { recursive: true });
  changeOneByte(join(changed, MARKDOWN));
  expect(gate(changed, trusted).status).toBe(1);
  expect(gate(folder, trusted, 'HOLD_PRODUCTION').status).toBe(1);
  expect(gate(folder, trusted.slice(0, 1)).status, 'without the operator’s key').toBe(1);

  await revoke(team, EXPECTED.blockers[1]?.id ?? '');
  await expect(panel.getByText('revoked')).toBeHidden();
  const after = gate(await exported(team), trusted);
  expect(after.status).toBe(1);
  expect(after.stderr).toContain(EXPECTED.blockers[1]?.id);

  await panel.getByText(`Revoke ${EXECUTION}…`).click();
  await panel.getByLabel('Reason (goes into the statement)').fill('The window was missed.');
  const page = await signingWindow(team, () => panel.getByRole('button', { name: 'Sign the revocation…' }).click());
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: EXECUTION })]);
  await expect(panel.getByText('revoked', { exact: true })).toBeVisible();
  expect(gate(await exported(team), trusted).stderr).toContain('was revoked');
});

test('a discharge waits for all its actors, and a grant serves no other action', { tag: '@long' }, async ({ team }) => {
  const { review } = team;
  await furnish(team);
  const [, both] = EXPECTED.blockers;
  const [separate] = EXPECTED.blockers;
  if (both === undefined || separate === undefined) throw new Error('the packet has blockers');

  const page = await openDischarge(team, both.id);
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: both.id })]);
  const authority = await openPart(review, 'Blockers');
  await expect(item(authority, both.id)).toContainText('Not signed yet by: operator');
  await expect(item(authority, both.id)).toContainText(`signed by ${OWNER}, waits for operator`);
  await cosign(team, both.id);
  await expect(item(authority, both.id)).toContainText('closed by');

  const [packet] = answered(await ask(review, 'packet/list', {}));
  const [bundle] = answered(await ask(review, 'bundle/list', {}));
  const { identities } = answered(await ask(review, 'station/status', {}));
  const [owner, operator] = identities;
  if (packet === undefined || bundle === undefined || owner === undefined || operator === undefined) {
    throw new Error('the station is furnished');
  }
  const about = { packet: packet.sha256, reason: 'x' };
  const granting = { ...about, signer: owner.id, action: 'REAL_RUN', hours: 1 };
  const discharging = { ...about, signer: operator.id, blocker: separate.id, leg: null, bundles: [bundle.id] };
  for (const [refusal, code] of [
    [ask(review, 'authority/grant', { ...granting, signer: operator.id }), 'authority/no-owner'],
    [ask(review, 'authority/grant', { ...granting, action: 'something else' }), 'authority/not-needed'],
    [ask(review, 'authority/discharge', discharging), 'authority/separate-missing'],
    [ask(review, 'authority/discharge', { ...discharging, signer: owner.id }), 'authority/no-actor'],
    [ask(review, 'authority/discharge', { ...discharging, blocker: both.id }), 'authority/closed-already'],
    [ask(review, 'authority/revoke', { envelope: packet.sha256, signer: owner.id, reason: 'x' }), 'authority/unknown'],
  ] as const) {
    expect(await refusal).toMatchObject({ ok: false, error: { code } });
  }
});

test('a discharge is carried to the operator’s console, signed there, and carried back', { tag: '@long' }, async ({
  start,
  staffed,
}) => {
  test.setTimeout(180_000);
  const blocker = EXPECTED.blockers[1]?.id ?? '';
  const prepared = await start(staffed);
  await signIn(prepared, OWNER);
  await furnish(prepared);
  await prepared.close();
  const copied = freshFolder('data');
  cpSync(staffed, copied, { recursive: true, verbatimSymlinks: true });
  const owners = await start(staffed);
  const operators = await start(copied);
  await signIn(owners, OWNER);
  await signIn(operators, OPERATOR.name, OPERATOR.passphrase);

  for (const { review } of [owners, operators]) await openPacket(review, MARKDOWN);
  const page = await openDischarge(owners, blocker);
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: blocker })]);
  const away = freshFolder('stick');
  await owners.chooseFolders(away);
  await owners.review.getByRole('button', { name: `Carry the discharge of ${blocker} to another station` }).click();
  await expect(owners.review.getByText('and read back')).toBeVisible();
  const [folder = ''] = readdirSync(away);

  const there = await openPart(operators.review, 'Blockers');
  await takeIn(operators, join(away, folder), '1 taken in');
  await expect(item(there, blocker)).toContainText('Not signed yet by: operator');
  await cosign(operators, blocker);
  await expect(item(there, blocker)).toContainText('closed by');
  const signed = item(there, blocker).getByRole('button', { name: `Carry the discharge of ${blocker}` });
  const back = freshFolder('stick');
  await operators.chooseFolders(back);
  await signed.click();
  await expect(operators.review.getByText('and read back')).toBeVisible();
  const [returned = ''] = readdirSync(back);

  await takeIn(owners, join(back, returned), '1 taken in');
  const here = await openPart(owners.review, 'Blockers');
  await expect(item(here, blocker)).toContainText('closed by');
  await takeIn(owners, join(back, returned), '1 known already');
});

test('a token co-signs a discharge beside the envelope; screen, folder and verify say how each signed', async ({
  start,
  staffed,
}) => {
  const key = testKey(7);
  const keys = freshFolder('keys');
  writeFileSync(join(keys, 'token.pub'), toOpenSsh(tokenOf(key), 'token'));
  const socket = join(freshFolder('agent'), 'token.sock');
  const agent = await tokenAgent(socket, key);
  const running = await start(staffed, { SSH_AUTH_SOCK: socket });
  const blocker = EXPECTED.blockers[1]?.id ?? '';
  await signIn(running, OWNER);
  await trustKey(running, keys, 'Tess Token', 'operator');
  await furnish(running);
  const first = await openDischarge(running, blocker);
  await Promise.all([first.waitForEvent('close'), signShown(first, { typed: blocker })]);

  const one = item(await openPart(running.review, 'Blockers'), blocker);
  const page = await signingWindow(running, () => one.getByRole('button', { name: 'Co-sign as Tess Token…' }).click());
  await readShown(page);
  await page.getByLabel(/, typed exactly$/).fill(blocker);
  await Promise.all([page.waitForEvent('close'), signButton(page).click()]);
  await expect(one).toContainText('closed by');
  await expect(one).toContainText('Not all of its signers signed in both formats.');

  const away = freshFolder('stick');
  await running.chooseFolders(away);
  await one.getByRole('button', { name: `Carry the discharge of ${blocker}` }).click();
  await expect(running.review.getByText('and read back')).toBeVisible();
  const folder = join(away, readdirSync(away)[0] ?? '');
  const owner = join(keys, 'owner.pub');
  writeFileSync(owner, `${await publicKeyOf(running, OWNER)}\n`);
  const verify = (name: string, ...trusted: readonly string[]) =>
    spawnSync(process.execPath, [CLI, 'verify', join(folder, name), ...trusted.flatMap((path) => ['--trust', path])], {
      encoding: 'utf8',
    });
  for (const name of ['discharge.dsse.json', 'discharge.statement.json']) {
    const verified = verify(name, `owner=${owner}`, `operator=${join(keys, 'token.pub')}`);
    expect(verified.status, verified.stdout).toBe(0);
    expect(verified.stdout).toContain('statement.openssh-alone');
    expect(verify(name, owner).status).toBe(1);
    expect(verify(name, join(keys, 'token.pub')).status).toBe(1);
  }
  agent.close();
});

test('a decision that came as an envelope alone is exported as that, and in both formats once its signature came too', {
  tag: '@long',
}, async ({ start, furnished }) => {
  const copied = freshFolder('data');
  cpSync(furnished, copied, { recursive: true, verbatimSymlinks: true });
  const first = await start(furnished);
  const second = await start(copied);
  for (const running of [first, second]) {
    await signIn(running, OWNER);
    await openPacket(running.review, MARKDOWN);
  }
  await signDefault(first, 'HOLD_PRODUCTION');
  const whole = await exported(first);
  const bare = freshFolder('stick');
  cpSync(join(whole, 'decision.dsse.json'), join(bare, 'decision.dsse.json'));

  await openPart(second.review, 'Blockers');
  await takeIn(second, bare, '1 taken in');
  const panel = decidePanel(second.review);
  await expect(panel.getByText('Signed as a DSSE envelope alone')).toBeVisible();
  const alone = await exported(second);
  expect(readdirSync(alone)).not.toContain('statement.json.sig');
  expect(readFileSync(join(alone, 'VERIFY.txt'), 'utf8')).toContain('as a DSSE envelope alone');
  expect(runInstructions(alone)).toMatchObject({ status: 0 });

  await openPart(second.review, 'Blockers');
  await takeIn(second, whole, '1 taken in');
  await expect(panel.getByText('Signed as a DSSE envelope alone')).toBeHidden();
  const both = await exported(second);
  expect(readFileSync(join(both, 'statement.json.sig'))).toEqual(readFileSync(join(whole, 'statement.json.sig')));
  expect(runInstructions(both)).toMatchObject({ status: 0 });
});

test('a later revision voids what was signed for the one before, and takes its place', { tag: '@long' }, async ({
  team,
}) => {
  const { review } = team;
  await furnish(team);
  await grant(team, 'REAL_RUN');
  const later = 'later-revision.md';
  const medium = freshFolder('medium');
  writeFileSync(join(medium, later), packetWith('REVISION: 1', 'REVISION: 2').replace('| narrowed |', '| closed |'));
  await importFrom(team, medium, [later]);

  await openPacket(review, MARKDOWN);
  const panel = decidePanel(review);
  await expect(panel.getByRole('alert').filter({ hasText: 'Revision 2' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeDisabled();
  const old = answered(await ask(review, 'packet/list', {})).find(({ label }) => label === MARKDOWN);
  const [owner] = answered(await ask(review, 'station/status', {})).identities;
  if (old === undefined || owner === undefined) throw new Error('the station is furnished');
  const hold = { packet: old.sha256, signer: owner.id, option: 'HOLD_PRODUCTION', reason: '', acknowledged: [] };
  expect(await ask(review, 'decision/propose', hold)).toMatchObject({ error: { code: 'packet/superseded' } });

  await panel.getByRole('button', { name: 'Open the later revision' }).click();
  const changes = review.getByRole('region', { name: 'What changed since revision 1' });
  await expect(changes.getByRole('listitem')).toHaveText([/Status of blocker.*OPERATOR-INPUT-1.*narrowed.*closed/]);
  const authority = await openPart(review, 'Blockers');
  await expect(item(authority, 'REAL_RUN')).toContainText('for another revision');
});

/** With everything closed: the glance, its bars, the tab, the board and the list say so, in the same words. */
async function expectAgreement({ review }: RunningConsole): Promise<void> {
  const [, both] = EXPECTED.blockers;
  const all = EXPECTED.blockers.length;
  const glance = await openPart(review, 'Glance');
  await expect(glance.locator(`#option-${EXECUTION}`)).toContainText('can be signed');
  await expect(glance.getByText(`Blockers ${all} of ${all}`)).toBeVisible();
  await expect(glance.getByText(`Grants ${EXPECTED.grants.length} of ${EXPECTED.grants.length}`)).toBeVisible();
  await expect(review.getByRole('tab', { name: 'Blockers' })).toHaveText(/^Blockers\s*$/);
  await glance.getByRole('button', { name: `${both?.id}: closed` }).click();
  const card = review.getByRole('article', { name: both?.id });
  await expect(card).toBeFocused();
  await expect(card).toContainText(`closed by ${OWNER} and ${OPERATOR.name}`);
  await expect(review.getByRole('region', { name: /^Closed/ }).getByRole('article')).toHaveCount(all);
  await expect(review.getByRole('region', { name: /^Open/ }).getByRole('article')).toHaveCount(0);
  await goTo(review, 'Decisions');
  await expect(review.getByRole('row').filter({ hasText: MARKDOWN })).toContainText(`0 of ${all}`);
  await openPacket(review, MARKDOWN);
}

async function grant(running: RunningConsole, action: string): Promise<void> {
  const one = item(await openPart(running.review, 'Blockers'), action);
  await one.getByText(`Grant ${action}…`).click();
  await one.getByLabel('Reason').fill('The rehearsal passed.');
  const page = await signingWindow(running, () => one.getByRole('button', { name: 'Sign the grant…' }).click());
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: action })]);
  await expect(one).toContainText('in force');
}

/** A passphrase for all of them, and each confirmed by itself. */
async function grantInOneRun(running: RunningConsole, actions: readonly string[]): Promise<void> {
  const form = await tickGrants(running.review, ...actions);
  await form.getByLabel('Reason').fill('The rehearsal passed.');
  const page = await signingWindow(running, () =>
    form.getByRole('button', { name: `Sign ${actions.length} statements in a run…` }).click(),
  );
  await openKey(page, PASSPHRASE);
  const closed = page.waitForEvent('close');
  for (const action of actions) await confirm(page, action);
  await closed;
  await expect(form.getByText(`${actions.length} of ${actions.length} were signed.`)).toBeVisible();
}

async function openDischarge(running: RunningConsole, blocker: string) {
  const one = item(await openPart(running.review, 'Blockers'), blocker);
  await one.getByText(`Discharge ${blocker}…`).click();
  await one.getByRole('checkbox', { name: EVIDENCE }).check();
  await one.getByLabel('Reason').fill('Shown by the rehearsal.');
  return signingWindow(running, () => one.getByRole('button', { name: 'Sign the discharge…' }).click());
}

async function takeIn(running: RunningConsole, folder: string, result: string): Promise<void> {
  await running.chooseFolders(folder);
  await running.review.getByRole('button', { name: 'Take in signed statements…' }).click();
  await expect(running.review.getByText(result)).toBeVisible();
}

/** Signed by the first of its actors, and then by the other one. */
async function discharge(running: RunningConsole, blocker: string): Promise<void> {
  const actors = EXPECTED.blockers.find(({ id }) => id === blocker)?.actors ?? [];
  const first = actors.includes('owner') ? PASSPHRASE : OPERATOR.passphrase;
  const page = await openDischarge(running, blocker);
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: blocker, passphrase: first })]);
  if (actors.length > 1) await cosign(running, blocker);
  const one = item(await openPart(running.review, 'Blockers'), blocker);
  await expect(one).toContainText('closed by');
}

async function cosign(running: RunningConsole, blocker: string): Promise<void> {
  const one = item(await openPart(running.review, 'Blockers'), blocker);
  const open = () => one.getByRole('button', { name: `Co-sign as ${OPERATOR.name}…` }).click();
  const page = await signingWindow(running, open);
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: blocker, passphrase: OPERATOR.passphrase })]);
}

async function revoke(running: RunningConsole, name: string): Promise<void> {
  const one = item(await openPart(running.review, 'Blockers'), name);
  await one.getByText(`Revoke ${name}…`).click();
  await one.getByLabel('Reason').fill('Found wrong afterwards.');
  const page = await signingWindow(running, () => one.getByRole('button', { name: 'Sign the revocation…' }).click());
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: name })]);
  await expect(one).toContainText('revoked');
}

async function decide(running: RunningConsole): Promise<void> {
  const panel = decidePanel(running.review);
  await panel.getByRole('radio', { name: EXECUTION }).check();
  await expect(panel.getByRole('alert')).toContainText('No imported bundle has the tree hash');
  await panel.getByLabel('Reason (goes into the decision)').fill('All blockers are closed.');
  // Nothing in the passages that no field was read from speaks against it: each is acknowledged by itself.
  const sign = panel.getByRole('button', { name: `Sign ${EXECUTION}…` });
  const passages = panel.getByRole('checkbox');
  expect(await passages.count()).toBeGreaterThan(5);
  for (const passage of await passages.all()) {
    await expect(sign).toBeDisabled();
    await passage.check();
  }
  const page = await signingWindow(running, () => sign.click());
  await Promise.all([page.waitForEvent('close'), signShown(page, { typed: EXECUTION })]);
  await expect(panel.getByText(`Decided: ${EXECUTION}`)).toBeVisible();
}

/** The folder of the newest decision, exported to a place of its own. */
async function exported(running: RunningConsole): Promise<string> {
  const destination = freshFolder('destination');
  await exportNewest(running, destination);
  await expect.poll(() => readdirSync(destination).filter((name) => !name.startsWith('.'))).toHaveLength(1);
  await expect(decidePanel(running.review).getByText('Exported', { exact: true })).toBeVisible();
  return join(destination, readdirSync(destination)[0] ?? '');
}

async function publicKeyOf({ review }: RunningConsole, name: string): Promise<string> {
  const { identities } = answered(await ask(review, 'station/status', {}));
  return identities.find((one) => one.name === name)?.publicKey ?? '';
}

function operatorKey(line: string): string {
  const file = join(freshFolder('keys'), 'operator.pub');
  writeFileSync(file, `${line}\n`);
  return file;
}

/** What a pipeline would call, with everything that the exported folder carries. */
function gate(folder: string, trusted: readonly string[], option = EXECUTION) {
  const carried = readdirSync(join(folder, 'authority')).filter((name) => name.endsWith('.dsse.json'));
  const args = [
    ...['--packet', join(folder, MARKDOWN), '--decision', join(folder, 'decision.dsse.json'), '--option', option],
    ...trusted.flatMap((key) => ['--trust', key]),
    ...carried.flatMap((name) => ['--grant', join(folder, 'authority', name)]),
  ];
  return spawnSync(process.execPath, [CLI, 'gate', ...args], { encoding: 'utf8' });
}
