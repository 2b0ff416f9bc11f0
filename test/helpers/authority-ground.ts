import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { freshFolder, type RunningConsole } from './console.ts';
import { lowerWork } from './key-files.ts';
import { MARKDOWN } from './packets.ts';
import { enrol, importFrom, openPacket, openPart } from './steps.ts';

/** What grants and discharges need on a station before they can be signed in the windows. */

export const OPERATOR = {
  role: 'operator',
  name: 'Otto Operator',
  passphrase: 'seven red lanterns over the quay',
} as const;
export const EVIDENCE = 'rehearsal';

/** An operator beside the owner, and one evidence bundle. */
export async function furnish(running: RunningConsole): Promise<void> {
  const medium = freshFolder('medium');
  mkdirSync(join(medium, EVIDENCE));
  const report = 'Restored twice, byte for byte.\n';
  writeFileSync(join(medium, EVIDENCE, 'report.txt'), report);
  // A discharge rests on evidence that something vouches for.
  const sum = createHash('sha256').update(report).digest('hex');
  writeFileSync(join(medium, EVIDENCE, 'SHA256SUMS'), `${sum}  report.txt\n`);
  await importFrom(running, medium, [EVIDENCE]);
  await enrol(running, OPERATOR);
  await lowerWork(running.data, OPERATOR.passphrase);
  await openPacket(running.review, MARKDOWN);
  await openPart(running.review, 'Blockers');
}

/** The entry of one grant or blocker. */
export function item(authority: Locator, name: string): Locator {
  const heading = authority.page().getByRole('heading', { level: 3, name, exact: true });
  return authority.getByRole('listitem').filter({ has: heading });
}
