import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startCounted } from '../helpers/counted.ts';
import { titlesOnDisplay } from '../helpers/display.ts';
import { ACTIVE_ELEMENTS, HOSTILE_FILES, HOSTILE_LINES } from '../helpers/hostile-content.ts';
import { packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import { goTo, importTicked, OWNER, openPacket, openPart, signIn } from '../helpers/steps.ts';

test('what a packet and evidence hold is only ever text: nothing of it loads, opens, prints or leaves', async ({
  furnished,
}) => {
  test.slow();
  const [packet, bundle] = ['hostile.md', 'hostile-evidence'];
  // An id of its own, since other tests use the same stick.
  const text = packetText().replaceAll('KB-29B8', 'KB-0BAD');
  writeFileSync(join('/media/STICK', packet), `${text}\n## More\n\n${HOSTILE_LINES.join('\n\n')}\n`);
  mkdirSync(join('/media/STICK', bundle));
  for (const [name, content] of Object.entries(HOSTILE_FILES))
    writeFileSync(join('/media/STICK', bundle, name), content);

  const counted = await startCounted(furnished, 'down');
  const { review } = counted;
  const stays = async (where: string) => {
    expect(await review.locator(ACTIVE_ELEMENTS).evaluateAll((all) => all.map((one) => one.outerHTML)), where).toEqual(
      [],
    );
    expect(review.url(), where).toBe('holdfast://review/');
    expect(review.context().pages(), where).toHaveLength(1);
    expect(
      titlesOnDisplay().filter((title) => /print|file|folder|save|example/i.test(title)),
      where,
    ).toEqual([]);
  };
  await signIn(counted, OWNER);
  await goTo(review, 'Intake');
  await review.getByRole('listitem').filter({ hasText: 'STICK' }).getByRole('button', { name: 'Look inside' }).click();
  await importTicked(review, [packet, bundle]);
  await stays('Intake');
  await openPacket(review, packet);
  for (const part of ['Glance', 'Document', 'Blockers', 'Evidence'] as const) {
    await openPart(review, part);
    await stays(part);
  }
  const shown = await openPart(review, 'Document');
  await expect(shown).toContainText('<img src="http://example.org/c.png"');
  await goTo(review, 'Evidence');
  await review.getByRole('row').filter({ hasText: bundle }).getByRole('button').first().click();
  await stays('Evidence of the bundle');
  await goTo(review, 'Record');
  await stays('Record');
  expect(await counted.packetsSent()).toBe(0);
});
