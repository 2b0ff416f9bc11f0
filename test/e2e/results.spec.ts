import { expect } from '@playwright/test';
import { MARKDOWN, mediumWith, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { createOwner, goTo, importTicked } from '../helpers/steps.ts';

test('how imports ended is told on another screen: what went well goes by itself, a refusal stays until dismissed', async ({
  ready,
}) => {
  const { review } = ready;
  const results = review.getByRole('region', { name: 'Results' });
  const header = review.getByRole('banner');

  const begin = async (name: string, content: string) => {
    await goTo(review, 'Intake');
    await ready.chooseFolders(mediumWith({ [name]: content }));
    await review.getByRole('button', { name: 'Choose folder…' }).last().click();
    await review
      .getByRole('region', { name: /^Found in/ })
      .getByRole('checkbox', { name, exact: true })
      .check();
    // Gone from the screen before the import can have ended, as far as a person can be.
    await review.evaluate(() => {
      const press = (name: RegExp) =>
        [...document.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''))?.click();
      press(/^Import \d+ item/);
      press(/^Decisions/);
    });
    await expect(review.getByRole('heading', { name: 'Decisions', level: 1 })).toBeVisible();
  };

  await begin('second.md', `${packetText()}\n`);
  await expect(results).toContainText('second.md: fine');
  await expect(results.locator('.toast')).toHaveCount(0, { timeout: 15_000 });
  await expect(header).toContainText('second.md: fine');
  await expect(review.getByText('Same id and revision, different bytes.')).toHaveCount(2);
  await expect(review.getByRole('navigation').getByRole('button', { name: '2 undecided' })).toBeVisible();

  await begin('no-packet.md', 'Nothing that is a packet.\n');
  await expect(results).toContainText('no-packet.md: refused');
  await results.getByRole('button', { name: 'Go to Intake' }).press('Enter');
  await expect(review.getByRole('heading', { name: 'Intake', level: 1 })).toBeVisible();
  await expect(results.locator('.toast')).toHaveCount(0);
  await expect(header).not.toContainText('no-packet.md');
});

test('an empty list says who acts next, and imports from there', { tag: '@long' }, async ({ first }) => {
  const { review } = first;
  await createOwner(first);
  await goTo(review, 'Evidence');
  await expect(review.getByText('An operator or the owner is next')).toBeVisible();
  await first.chooseFolders(mediumWith({ [MARKDOWN]: packetText() }));
  await review.getByRole('button', { name: 'Choose folder…' }).click();
  await importTicked(review, [MARKDOWN]);
});

test('the end of a check of the vault is told on another screen, and leads to it', { tag: '@long' }, async ({
  ready,
}) => {
  const { review } = ready;
  await goTo(review, 'Station');
  await review.evaluate(() => {
    const press = (name: RegExp) =>
      [...document.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''))?.click();
    press(/^Check the vault/);
    press(/^Decisions/);
  });
  const results = review.getByRole('region', { name: 'Results' });
  await expect(results).toContainText('The vault was checked. No damage was found.', { timeout: 30_000 });
  await results.getByRole('button', { name: 'Show the check' }).click();
  await expect(review.getByRole('region', { name: 'Vault' })).toContainText('whole');
});
