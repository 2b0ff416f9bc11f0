import { expect } from '@playwright/test';
import { answered, ask, SEALED } from '../helpers/ask.ts';
import { signingWindow } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  journalRows,
  openPacket,
  PASSPHRASE,
  readShown,
  signButton,
  signShown,
} from '../helpers/steps.ts';

const EXECUTION = 'AUTHORIZE_PRODUCTION_EXECUTION';
const CLAUSES = 'These words say that the option changes nothing';
const DRYRUN = 'AUTHORIZE_PRODUCTION_DRYRUN_ONLY';

test('the execution option is locked, with every reason, and cannot be chosen', async ({ shared: { review } }) => {
  const panel = decidePanel(review);
  await expect(panel.getByRole('radio', { name: EXECUTION })).toBeDisabled();
  await panel.getByRole('button', { name: `Why ${EXECUTION} is locked` }).click();

  const execution = review.getByRole('tabpanel', { name: 'Glance' }).locator(`#option-${EXECUTION}`);
  const { blockers, grants, evidence } = EXPECTED;
  const reasons = [
    ...blockers.map(({ id, statusText }) => `${id} is not closed. The packet writes: ${statusText} Go to the blocker`),
    ...grants.map((grant) => `There is no grant for ${grant} Go to the grant`),
  ];
  // How it is said depends on whether another test has imported evidence.
  const cautions = evidence.map(({ treeHash }) => new RegExp(`tree hash ${treeHash}.*Import evidence`));
  await expect(execution).toContainText(`${blockers.length} blockers, ${grants.length} grants`);
  await expect(execution.getByRole('heading', { level: 4 })).toHaveText([
    `Locked for ${reasons.length} reasons`,
    'Know before you choose it',
  ]);
  await expect(execution.getByRole('listitem')).toHaveText([...reasons, ...cautions]);

  await execution.getByRole('button', { name: 'Go to the blocker' }).nth(2).click();
  await expect(review.getByRole('article', { name: blockers[2]?.id })).toBeFocused();
});

test('a window that proposes the locked option all the same is refused, and that is journalled', async ({ ready }) => {
  const { review } = ready;
  const [packet] = answered(await ask(review, 'packet/list', {}));
  const [signer] = answered(await ask(review, 'station/status', {})).identities;
  const proposal = { packet: packet?.sha256, signer: signer?.id, option: EXECUTION, reason: 'x', acknowledged: [] };
  expect(await ask(review, 'decision/propose', proposal)).toMatchObject({ error: { code: 'decision/locked' } });
  await expect((await journalRows(review)).first()).toContainText('That option is locked (reasons: 15).');
});

test('another option owes a reason, each acknowledgement, and its name typed exactly', async ({ ready }) => {
  const panel = decidePanel(ready.review);
  await panel.getByRole('radio', { name: DRYRUN }).check();
  const sign = panel.getByRole('button', { name: `Sign ${DRYRUN}…` });
  await expect(sign).toBeDisabled();
  await panel.getByLabel('Reason').fill('The read-only run is needed to size the window.');
  await expect(sign).toBeDisabled();
  for (const { id } of EXPECTED.blockers) {
    await expect(sign).toBeDisabled();
    await panel.getByRole('checkbox', { name: id }).check();
  }
  await expect(sign).toBeDisabled();
  await panel.getByRole('checkbox', { name: CLAUSES }).check();

  const page = await signingWindow(ready, () => sign.click());
  await expect(page.getByText(`Not the default. To choose it, type ${DRYRUN} exactly`)).toBeVisible();
  const closed = page.waitForEvent('close');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await readShown(page);
  for (const wrong of ['', DRYRUN.toLowerCase(), `${DRYRUN} `, 'HOLD_PRODUCTION']) {
    await page.getByLabel('Option, typed exactly').fill(wrong);
    await expect(signButton(page)).toBeDisabled();
  }
  const text = await signShown(page, { typed: DRYRUN });
  await closed;
  expect(text).toContain('The read-only run is needed to size the window.');
  for (const { id } of EXPECTED.blockers) expect(text).toContain(id);
  await expect(panel.getByText(`Decided: ${DRYRUN}`)).toBeVisible();
  await expect(panel.getByRole('listitem').filter({ hasText: 'No. 1' })).toContainText(DRYRUN);
});

test('what was typed wrong is refused by the main process too', { tag: '@long' }, async ({ shared }) => {
  const panel = decidePanel(shared.review);
  await panel.getByRole('radio', { name: DRYRUN }).check();
  await panel.getByLabel('Reason').fill('A reason.');
  for (const { id } of EXPECTED.blockers) await panel.getByRole('checkbox', { name: id }).check();
  await panel.getByRole('checkbox', { name: CLAUSES }).check();
  const page = await signingWindow(shared, () => panel.getByRole('button', { name: `Sign ${DRYRUN}…` }).click());
  const rendered = await page.locator('.digests dd').first().textContent();
  for (const [code, shown] of [
    ['sign/not-typed', { rendered, typed: 'AUTHORIZE' }],
    ['sign/not-typed', { rendered, typed: null }],
    ['sign/other-text', { rendered: '0'.repeat(64), typed: DRYRUN }],
  ] as const) {
    const answer = await ask(page, 'ceremony/sign', { proof: { by: 'passphrase', passphrase: SEALED }, ...shown });
    expect(answer).toMatchObject({ ok: false, error: { code } });
  }
  await expect(panel.getByText('The other window is open')).toBeVisible();
});

test('a draft survives a restart', async ({ ready, start }) => {
  const panel = decidePanel(ready.review);
  await panel.getByRole('radio', { name: DRYRUN }).check();
  await panel.getByLabel('Reason').fill('Half a reason');
  await panel.getByRole('checkbox', { name: EXPECTED.blockers[0]?.id }).check();
  await expect(panel.getByText('Draft kept in the workspace.')).toBeVisible();
  await ready.close();

  const { review } = await start(ready.data);
  await openPacket(review, MARKDOWN);
  const again = decidePanel(review);
  await expect(again.getByRole('radio', { name: DRYRUN })).toBeChecked();
  await expect(again.getByLabel('Reason')).toHaveValue('Half a reason');
  await expect(again.getByText('1 of 8 acknowledged')).toBeVisible();
});
