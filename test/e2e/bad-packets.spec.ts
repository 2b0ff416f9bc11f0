import { expect } from '@playwright/test';
import { packetWords } from '../../shared/strings/en/findings/packet.ts';
import { EXPECTED, MARKDOWN, mediumWith, PLAIN_TEXT, packetText, packetWith } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, goTo, importFrom, job, openPacket, openPart, signDefault } from '../helpers/steps.ts';

type Code = keyof typeof packetWords;

const MIB = 1024 * 1024;

/** Nothing that could be shown as a packet: refused as a whole. */
const UNREADABLE: readonly (readonly [name: string, content: string | Uint8Array, Code])[] = [
  ['empty.md', '', 'packet.empty'],
  ['huge.md', new Uint8Array(50 * MIB).fill(0x61), 'packet.too-large'],
  ['binary.txt', Buffer.from('# packet\n\0\x01\x02'), 'packet.binary'],
  ['latin1.md', Buffer.from('# Entscheidung für die Produktion\n', 'latin1'), 'packet.not-utf8'],
  ['prose.md', '# Notes\n\nNothing to decide here.\n', 'packet.not-a-packet'],
];

test('a file that is no packet is refused with its reason, and what was imported before stays', async ({ ready }) => {
  const { review } = ready;
  const names = UNREADABLE.map(([name]) => name);
  const contents = Object.fromEntries(UNREADABLE.map(([name, content]) => [name, content]));
  await importFrom(ready, mediumWith(contents), names);
  for (const [name, , code] of UNREADABLE) {
    await expect(job(review, name)).toContainText('Refused.');
    await expect(job(review, name)).toContainText(packetWords[code].sentence);
    await expect(job(review, name)).toContainText(packetWords[code].wayOut);
  }
  await goTo(review, 'Decisions');
  await expect(review.getByText('1 packet', { exact: true })).toBeVisible();
  await openPacket(review, MARKDOWN);
  await signDefault(ready, 'HOLD_PRODUCTION');
});

test('a folder whose document and packet.json disagree is refused', async ({ first }) => {
  const json = JSON.stringify({ ...EXPECTED, default: 'AUTHORIZE_PRODUCTION_DRYRUN_ONLY' });
  const name = `${MARKDOWN} + packet.json`;
  await importFrom(first, mediumWith({ [MARKDOWN]: packetText(), 'packet.json': json }), [name]);
  await expect(job(first.review, name)).toContainText('Refused.');
  await expect(job(first.review, name)).toContainText(packetWords['packet.forms-disagree'].sentence);
  await goTo(first.review, 'Decisions');
  await expect(first.review.getByText('No packet has been imported yet.')).toBeVisible();
});

/** Packets with one defect: shown with it, and nothing selectable but the default. */
const DEFECTIVE: readonly (readonly [what: string, text: string, Code])[] = [
  [
    'an option twice',
    packetWith(
      '3. `AUTHORIZE_PRODUCTION_REALRUN_PRECHECK_ONLY` — real-run',
      '3. `AUTHORIZE_PRODUCTION_DRYRUN_ONLY` — real-run',
    ),
    'packet.option-twice',
  ],
  [
    'a row with missing cells',
    packetWith('| FIX7-P0-PROD-OPT4-1 | OPEN | owner | explicit production OPT-4 |', '| FIX7-P0-PROD-OPT4-1 | OPEN |'),
    'packet.blocker-row-unreadable',
  ],
  [
    'a blocker twice',
    packetWith('| FIX7-P0-PLAN-REALRUN-1 | OPEN', '| FIX7-P0-PROD-OPT4-1 | OPEN'),
    'packet.blocker-twice',
  ],
  [
    'a row with missing cells in plain text',
    packetWith('FIX7-P0-PROD-OPT4-1 OPEN owner explicit production OPT-4', 'FIX7-P0-PROD-OPT4-1 OPEN', PLAIN_TEXT),
    'packet.blocker-row-unreadable',
  ],
];

test('a packet with one defect: a finding, and only HOLD can be chosen', async ({ ready }) => {
  const { review } = ready;
  const packets = DEFECTIVE.map(([what, text, code], at) => {
    const name = `defective-${at}.${what.includes('plain text') ? 'txt' : 'md'}`;
    // Packets of their own, not revisions of one.
    return { what, name, text: text.replaceAll('KB-29B8', `KB-29B8-${at}`), code };
  });
  const medium = mediumWith(Object.fromEntries(packets.map(({ name, text }) => [name, text])));
  await importFrom(
    ready,
    medium,
    packets.map(({ name }) => name),
  );
  for (const { what, name, code } of packets) {
    await test.step(what, async () => {
      await openPacket(review, name);
      const findings = await openPart(review, 'Document');
      await expect(findings).toContainText(code);
      await expect(findings).toContainText(packetWords[code].sentence);

      const panel = decidePanel(review);
      for (const option of await panel.getByRole('radio').all()) await expect(option).toBeDisabled();
      await expect(panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' })).toBeEnabled();
    });
  }
});

test('an unknown status is shown as written and counts as open', async ({ first }) => {
  const { review } = first;
  const text = packetWith('FIX7-P0-PROD-OPT4-1 | OPEN |', 'FIX7-P0-PROD-OPT4-1 | mostly harmless |');
  await importFrom(first, mediumWith({ 'unknown.md': text }), ['unknown.md']);
  await openPacket(review, 'unknown.md');
  const findings = await openPart(review, 'Document');
  await expect(findings).toContainText(packetWords['packet.status-unknown'].sentence);
  const blockers = await openPart(review, 'Blockers');
  const card = blockers.getByRole('article', { name: 'FIX7-P0-PROD-OPT4-1' });
  await expect(card).toContainText('Packet saysmostly harmlessNowopen');
  await expect(blockers.getByText('Blockers 0 of 7')).toBeVisible();
});

test('without a default nothing can be chosen', async ({ ready }) => {
  const { review } = ready;
  const text = packetText()
    .replace(' Default = `HOLD_PRODUCTION`.', '')
    .replace(' (default, recommended)', '')
    .replace('; default HOLD', '');
  await importFrom(ready, mediumWith({ 'no-default.md': text }), ['no-default.md']);
  await openPacket(review, 'no-default.md');
  await expect(await openPart(review, 'Document')).toContainText(packetWords['packet.no-default'].sentence);
  const panel = decidePanel(review);
  await expect(panel).toContainText('This packet has no safe default, so nothing can be chosen.');
  await expect(panel.getByRole('button', { name: /^Sign / })).toBeHidden();
  for (const option of await panel.getByRole('radio').all()) await expect(option).toBeDisabled();
});
