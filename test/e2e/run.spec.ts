import { expect, type Page } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { confirm, EVIDENCE, furnish, item, openKey, tickGrants } from '../helpers/authority-ground.ts';
import { type DrivenConsole, signingWindow } from '../helpers/console.ts';
import { startCounted } from '../helpers/counted.ts';
import { cutOff, faintTexts, namelessControls } from '../helpers/legibility.ts';
import { EXPECTED, MARKDOWN } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { journalRows, OPERATOR, openPacket, openPart, PASSPHRASE, readShown, signButton } from '../helpers/steps.ts';

const [FIRST = '', SECOND = ''] = EXPECTED.grants;
const BOTH =
  EXPECTED.blockers.find(({ actors, separateAuthority }) => actors.length > 1 && !separateAuthority)?.id ?? '';

test('one passphrase a person, and each statement is confirmed by itself; the co-signer follows in the same window', async ({
  team,
}) => {
  test.slow();
  const { review } = team;
  await furnish(team);
  const form = await tickGrants(review, FIRST, SECOND);
  await form.getByRole('checkbox', { name: BOTH }).check();
  const begin = form.getByRole('button', { name: 'Sign 3 statements in a run…' });
  await form.getByLabel('Reason').fill('The rehearsal passed.');
  await expect(begin, 'its evidence is owed').toBeDisabled();
  await form.getByRole('checkbox', { name: EVIDENCE }).check();
  await form.getByLabel('Co-signs in the same window').selectOption({ label: OPERATOR.name });
  const page = await signingWindow(team, () => begin.click());
  await expect(page.getByRole('heading', { name: 'A run of 3 statements' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText([
    `You grant, once: ${FIRST}`,
    `You grant, once: ${SECOND}`,
    `You sign as closed: ${BOTH}`,
  ]);
  await expectLegible(page);
  await openKey(page, PASSPHRASE);

  await expect(page.getByText('Statement 1 of 3.')).toBeVisible();
  await confirm(page, FIRST);
  await expect(page.getByText('Statement 2 of 3.')).toBeVisible();
  // Whoever goes on pressing signs nothing more: the page begins at its text, with nothing typed.
  await expect(page.getByRole('region', { name: 'What is signed' })).toBeFocused();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Enter');
  await expect(page.getByText('Statement 2 of 3.')).toBeVisible();
  await expect(page.getByLabel(/, typed exactly$/)).toHaveValue('');
  await expect(signButton(page)).toBeDisabled();
  await expect(page.getByText(`Action: ${SECOND}`)).toHaveClass('differs');
  await expectLegible(page);
  await confirm(page, SECOND);
  await confirm(page, BOTH);

  await expect(page.getByText(`Now ${OPERATOR.name} adds a signature to each`)).toBeVisible();
  await openKey(page, OPERATOR.passphrase);
  await expect(page.getByText('Statement 1 of 1.')).toBeVisible();
  await Promise.all([page.waitForEvent('close'), confirm(page, BOTH)]);

  await expect(form.getByText('All 3 were signed, and 1 signature was added.')).toBeVisible();
  const authority = await openPart(review, 'Blockers');
  for (const action of [FIRST, SECOND]) await expect(item(authority, action)).toContainText('in force');
  await expect(item(authority, BOTH)).toContainText('closed by');
  await expect((await journalRows(review)).filter({ hasText: 'signature' })).toHaveCount(4);

  // The same as acts of people: the key that was opened and locked for them is told with them.
  await review.getByRole('tab', { name: 'What happened' }).click();
  const acts = review.getByRole('table', { name: 'What happened' }).getByRole('row');
  await expect(acts.filter({ hasText: `Olga Owner granted ${FIRST} on KB-29B8 r1.` })).toHaveCount(1);
  await expect(acts.filter({ hasText: `${OPERATOR.name} signed ${BOTH} as closed on KB-29B8 r1.` })).toHaveCount(1);
  await review.getByLabel('Kind').selectOption('authority');
  await expect(review.getByRole('status').filter({ hasText: /^4 of \d+ acts$/ })).toBeVisible();
  await review.getByLabel('Person').selectOption({ label: OPERATOR.name });
  await expect(acts).toHaveCount(2);
  await review.getByLabel('Person').selectOption('');
  await review.getByRole('searchbox').fill(`granted ${SECOND.toLowerCase()}`);
  await expect(acts).toHaveCount(2);
  await acts
    .last()
    .getByText(/^Entry \d+$/)
    .click();
  await expect(acts.last()).toContainText('"predicateType":"urn:holdfast:grant:v1"');
  await expectLegible(review);
});

test('closing the window in the midst of a run leaves what was confirmed, and nothing else', { tag: '@long' }, async ({
  ready,
}) => {
  const { review } = ready;
  const page = await begin(ready);
  await openKey(page, PASSPHRASE);
  await confirm(page, FIRST);
  await expect(page.getByText('Statement 2 of 2.')).toBeVisible();
  await readShown(page);
  await page.getByLabel(/, typed exactly$/).fill(SECOND);
  const closed = page.waitForEvent('close');
  await Promise.allSettled([page.keyboard.press('Escape')]);
  await closed;
  await expect(review.getByText('1 of 2 were signed.')).toBeVisible();
  const authority = await openPart(review, 'Blockers');
  await expect(item(authority, FIRST)).toContainText('in force');
  await expect(item(authority, SECOND)).not.toContainText('in force');
  await expect((await journalRows(review)).filter({ hasText: 'signature' })).toHaveCount(1);
});

test('what the page did not show and nobody confirmed is not signed, whatever the window asks for', {
  tag: '@long',
}, async ({ ready }) => {
  const { review } = ready;
  const page = await begin(ready);
  const none = { at: 0, typed: FIRST, rendered: '0'.repeat(64) };
  expect(await ask(page, 'ceremony/sign-page', none)).toMatchObject({ error: { code: 'sign/not-yet' } });
  await openKey(page, PASSPHRASE);
  await expect(page.getByText('Statement 1 of 2.')).toBeVisible();
  expect(await ask(page, 'ceremony/sign-page', none)).toMatchObject({ error: { code: 'sign/other-text' } });
  expect(await ask(page, 'ceremony/sign-page', { ...none, at: 1 })).toMatchObject({ error: { code: 'sign/not-yet' } });
  expect(
    answered(await ask(review, 'authority/get', { packet: await packetOf(review) })).needed.flatMap(
      ({ grants }) => grants,
    ),
  ).toEqual([]);
});

test('a link that comes up ends a run', { tag: '@long' }, async ({ furnished }) => {
  const counted = await startCounted(furnished, 'down');
  const { review } = counted;
  await expect(review.getByRole('status', { name: 'Link probe' })).toHaveText('No link');
  await openPacket(review, MARKDOWN);
  const page = await begin(counted);
  await openKey(page, PASSPHRASE);
  await confirm(page, FIRST);
  await expect(page.getByText('Statement 2 of 2.')).toBeVisible();
  const closed = page.waitForEvent('close');
  counted.raiseLinks();
  await closed;
  await expect(review.getByText('1 of 2 were signed.')).toBeVisible();
  await expect(review.getByText('A link came up, so the run ended.')).toBeVisible();
  await counted.close();
});

/** The signing window on a run of two grants. */
async function begin(running: DrivenConsole): Promise<Page> {
  const form = await tickGrants(running.review, FIRST, SECOND);
  await form.getByLabel('Reason').fill('The rehearsal passed.');
  return signingWindow(running, () => form.getByRole('button', { name: 'Sign 2 statements in a run…' }).click());
}

async function packetOf(review: Page) {
  const [packet] = answered(await ask(review, 'packet/list', {}));
  if (packet === undefined) throw new Error('the station is furnished');
  return packet.sha256;
}

async function expectLegible(page: Page): Promise<void> {
  expect(await namelessControls(page)).toEqual([]);
  for (const size of [
    { width: 860, height: 820 },
    { width: 430, height: 410 },
  ]) {
    await page.setViewportSize(size);
    expect(await cutOff(page)).toEqual([]);
    for (const colorScheme of ['dark', 'light'] as const) {
      // Without motion: a colour that is still changing is no colour to judge.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await faintTexts(page)).toEqual([]);
    }
  }
}
