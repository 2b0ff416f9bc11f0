// What the owner opens is counted, shown before it is signed, and signed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { classOf, ESCAPED_CODE_POINTS } from '../../shared/text/code-points.ts';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder } from '../helpers/console.ts';
import { EXPECTED, MARKDOWN, mediumWith, packetText, packetWith } from '../helpers/packets.ts';
import { rendererOf } from '../helpers/processes.ts';
import { writeTree } from '../helpers/rehearsal.ts';
import { test } from '../helpers/station.ts';
import {
  createOwner,
  goTo,
  importFrom,
  job,
  OWNER,
  openPacket,
  openPart,
  signDefault,
  signIn,
} from '../helpers/steps.ts';

const EVIDENCE = { 'logs/run.log': 'restored\nchecked\n', 'dump.sql': 'one\n', 'other.txt': 'never opened\n' };

test('what the owner opened stands in the decision that is signed', async ({ first }) => {
  const { review } = first;
  await createOwner(first);
  const medium = freshFolder('medium');
  writeTree(join(medium, 'rehearsal'), EVIDENCE);
  await importFrom(first, medium, ['rehearsal']);
  const [bundle] = answered(await ask(review, 'bundle/list', {}));
  const named = packetWith(EXPECTED.evidence[0]?.treeHash ?? '', bundle?.id ?? '');
  await importFrom(first, mediumWith({ [MARKDOWN]: named }), [MARKDOWN]);

  await job(review, 'rehearsal').getByRole('button', { name: 'Open bundle' }).click();
  await review.getByRole('tab', { name: 'Files' }).click();
  const list = review.getByRole('treegrid', { name: 'Files of the bundle' });
  for (const path of ['run.log', 'dump.sql']) {
    await list.getByRole('row').filter({ hasText: path }).click();
    await expect(review.getByText('every byte is as imported')).toBeVisible();
  }

  await openPacket(review, MARKDOWN);
  const document = await openPart(review, 'Document');
  await document.getByRole('heading', { name: 'Recommendation' }).scrollIntoViewIfNeeded();
  const lines = packetText().split('\n').length;
  const text = await signDefault(first, 'HOLD_PRODUCTION');
  expect(text).toContain('Files of the evidence opened: 2 of 3');
  expect(text).toMatch(/File: logs\/run\.log\n.*\n +Bytes shown: 17 of 17\n/);
  expect(text).not.toContain('other.txt');
  const [, shown] = new RegExp(`Lines shown: (\\d+) of ${lines}`).exec(text) ?? [];
  expect(Number(shown)).toBeGreaterThan(3);
});

test('notes are kept as they are written, through a crash, and leave beside the decision', async ({ start }) => {
  const first = await start();
  await createOwner(first);
  const medium = freshFolder('medium');
  writeTree(join(medium, 'rehearsal'), EVIDENCE);
  await importFrom(first, medium, ['rehearsal']);
  const [bundle] = answered(await ask(first.review, 'bundle/list', {}));
  const named = packetWith(EXPECTED.evidence[0]?.treeHash ?? '', bundle?.id ?? '');
  await importFrom(first, mediumWith({ [MARKDOWN]: named }), [MARKDOWN]);
  await openPacket(first.review, MARKDOWN);
  await openPart(first.review, 'Document');
  const onLines = first.review.getByRole('region', { name: 'Notes on lines of the document' });
  await onLines.getByLabel('Note on line').fill('12');
  await onLines.getByRole('button', { name: 'Add a note' }).click();
  await onLines.getByRole('textbox', { name: 'Note', exact: true }).fill('Who said so?');
  const [blocker] = EXPECTED.blockers;
  const blockers = await openPart(first.review, 'Blockers');
  const card = blockers.getByRole('article', { name: blocker?.id ?? '', exact: true });
  await card.getByRole('button', { name: 'Add a note' }).click();
  await card.getByRole('textbox', { name: 'Note', exact: true }).fill('Ask Otto.');
  await goTo(first.review, 'Evidence');
  await first.review.getByRole('row').filter({ hasText: 'rehearsal' }).getByRole('button').first().click();
  await first.review.getByRole('tab', { name: 'Files' }).click();
  await first.review
    .getByRole('treegrid', { name: 'Files of the bundle' })
    .getByRole('row')
    .filter({ hasText: 'run.log' })
    .click();
  const onFile = first.review.getByRole('region', { name: 'Notes on this file' });
  await onFile.getByLabel('Note on line (empty: on the whole file)').fill('2');
  await onFile.getByRole('button', { name: 'Add a note' }).click();
  await onFile.getByRole('textbox', { name: 'Note', exact: true }).pressSequentially('Checked by whom');
  await first.review.waitForTimeout(500);
  process.kill(await rendererOf(first, 'review'), 'SIGKILL');
  first.app.process().kill('SIGKILL');

  const second = await start(first.data);
  const { review } = second;
  await signIn(second, OWNER);
  await openPacket(review, MARKDOWN);
  const notes = await openPart(review, 'Notes');
  await expect(notes.getByRole('textbox', { name: 'Note', exact: true })).toHaveCount(3);
  const at = async (place: RegExp) => {
    const one = notes.locator('.note').filter({ has: review.getByRole('button', { name: place }) });
    return one.getByRole('textbox', { name: 'Note', exact: true }).inputValue();
  };
  expect(await at(/^Line 12 of/)).toBe('Who said so?');
  expect(await at(/^Blocker/)).toBe('Ask Otto.');
  expect(await at(/run\.log, line 2$/)).toBe('Checked by whom');

  await notes.getByRole('button', { name: /^Line 12 of/ }).click();
  await expect(review.locator('.coverage-line.is-asked .coverage-number')).toHaveText('12');
  await openPart(review, 'Notes');
  await notes.getByRole('button', { name: 'Delete note' }).first().click();
  await expect(notes.locator('.note')).toHaveCount(2);
  await notes.getByRole('button', { name: 'Undo' }).click();
  await expect(notes.locator('.note')).toHaveCount(3);
  await notes.getByRole('button', { name: /run\.log, line 2$/ }).click();
  await expect(review.getByRole('region', { name: 'Text of the file' }).getByText('checked')).toBeVisible();

  await openPacket(review, MARKDOWN);
  await signDefault(second, 'HOLD_PRODUCTION');
  await openPart(review, 'Notes');
  const destination = freshFolder('destination');
  await second.chooseFolders(destination);
  await notes.getByRole('button', { name: 'Export 3 notes beside decision no. 1…' }).click();
  await expect(notes.getByText('Written to')).toBeVisible();
  const written = readFileSync(join(destination, 'holdfast-decision-KB-29B8-1-notes.txt'), 'utf8');
  expect(written).toMatch(/^NOTES, NOT SIGNED\n/);
  expect(written).toContain('| Checked by whom\n');
});

/** A name and a text that are not what they look like: turned around, with what cannot be seen, and of other letters. */
const ODD = 'gnp.\u202efdp.\u200b\u0430dmin \u001b[31m';

test('no page holds a character that deceives: each is in a chip, and counted', async ({ first }) => {
  const { review } = first;
  const medium = freshFolder('medium');
  const name = ODD.replace('\u001b', '');
  writeTree(join(medium, name), { [`${name}.txt`]: `one ${ODD}\n` });
  const packet = packetText()
    .replace('## Recommendation', `## Recommendation ${ODD}\n\nSee ${ODD}.`)
    .replaceAll('actual production apply', `actual ${ODD} apply`);
  const label = `${name}.md`;
  await importFrom(first, mediumWith({ [label]: packet }), [label.replaceAll(/[\u202e\u200b]/g, escaped)]);
  await expectNothingRaw(review);
  await importFrom(first, medium, [name.replaceAll(/[\u202e\u200b]/g, escaped)]);
  await expectNothingRaw(review);

  await review.getByRole('button', { name: 'Open bundle' }).last().click();
  await expectNothingRaw(review);
  await review.getByRole('tab', { name: 'Files' }).click();
  await review.getByRole('treegrid', { name: 'Files of the bundle' }).getByRole('row').first().click();
  await expect(review.getByText('1 direction character, 1 invisible character, 1 control character')).toBeVisible();
  await expectNothingRaw(review);

  await goTo(review, 'Decisions');
  await expectNothingRaw(review);
  await review.getByRole('row').filter({ hasText: 'KB-29B8' }).getByRole('button').first().click();
  for (const part of ['Document', 'Blockers', 'Evidence', 'Glance'] as const) {
    await openPart(review, part);
    await expectNothingRaw(review);
  }
  await openPart(review, 'Document');
  const chip = review.locator('.escape[data-shown="U+202E"]').first();
  await chip.scrollIntoViewIfNeeded();
  expect((await chip.boundingBox())?.width).toBeGreaterThan(20);
  await review.locator('.finding .places button.button-link').first().click();
  await expect(review.locator('.coverage-line.is-asked')).toBeFocused();
  await expectNothingRaw(review);
  for (const section of ['Record', 'Station', 'Evidence'] as const) {
    await goTo(review, section);
    await expectNothingRaw(review);
  }
});

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Neither a text nor an attribute of the page holds a character that is to be escaped. */
async function expectNothingRaw(page: Page): Promise<void> {
  await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
  const found = await page.evaluate((set) => {
    const raw = new RegExp(`[${set}]`, 'u');
    const texts = [...document.querySelectorAll('*')].flatMap((one) => [
      ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''),
      ...[...one.attributes].map(({ value }) => value),
    ]);
    return texts.filter((text) => raw.test(text)).map((text) => JSON.stringify(text));
  }, classOf(ESCAPED_CODE_POINTS));
  expect(found).toEqual([]);
}
