import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { answered, ask } from '../helpers/ask.ts';
import { freshFolder, signingWindow } from '../helpers/console.ts';
import { drivenRelease, startCounted } from '../helpers/counted.ts';
import { packetText } from '../helpers/packets.ts';
import { skipWithout } from '../helpers/skip.ts';
import { test } from '../helpers/station.ts';
import { createOwner, decidePanel, goTo, importTicked, openPacket, signShown } from '../helpers/steps.ts';

const noAccount = skipWithout(
  process.env.HOLDFAST_NO_SANDBOX !== '1',
  'only root can read this folder, and root has no seal',
);
test.skip(noAccount !== false, String(noAccount));

let compositor: ChildProcess | undefined;
test.afterEach(() => {
  compositor?.kill();
  compositor = undefined;
});

test('on Wayland, sealed: every window shows, a decision is signed, and it says which display it was', {
  tag: '@long',
}, async () => {
  const socket = await startedCompositor();
  const name = 'wayland-main-job.md';
  // An id of its own, since other tests export to the same stick.
  writeFileSync(join('/media/STICK', name), packetText().replaceAll('KB-29B8', 'KB-0DE5'));
  const data = freshFolder('data');
  // Both displays are there: the launcher takes Wayland, and nothing of X is inside the seal.
  const sealed = await startCounted(data, 'down', drivenRelease(), ['env', `WAYLAND_DISPLAY=${socket}`]);
  const { review } = sealed;
  await expect(review.getByRole('button', { name: /^Sealed · / })).toBeVisible();
  await createOwner(sealed);
  await goTo(review, 'Intake');
  await review.getByRole('listitem').filter({ hasText: 'STICK' }).getByRole('button', { name: 'Look inside' }).click();
  await importTicked(review, [name]);
  await openPacket(review, name);
  const signing = await signingWindow(sealed, () =>
    decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
  );
  const closed = signing.waitForEvent('close');
  await signShown(signing);
  await closed;

  const stick = answered(await ask(review, 'media/volumes', {})).find((volume) => volume.label === 'STICK');
  const [decision] = answered(await ask(review, 'decision/list', {}));
  const exported = await ask(review, 'decision/export', { decision: decision?.envelope, destination: stick?.handle });
  expect(exported).toMatchObject({ ok: true });
  const folder = readdirSync('/media/STICK').find((one) => one.startsWith('holdfast-decision-KB-0DE5')) ?? '';
  const { airgap } = JSON.parse(readFileSync(join('/media/STICK', folder, 'statement.json'), 'utf8')).predicate;
  expect(airgap.seal).toMatchObject({ display: 'wayland', unsealed: null });
  expect(await sealed.packetsSent()).toBe(0);
});

/** A compositor that shows nothing to anybody. @returns the path of its socket */
async function startedCompositor(): Promise<string> {
  const folder = freshFolder('wayland');
  compositor = spawn('weston', ['--backend=headless-backend.so', '--socket=display', '--idle-time=0'], {
    env: { ...process.env, XDG_RUNTIME_DIR: folder },
    stdio: 'ignore',
  });
  const socket = join(folder, 'display');
  await expect.poll(() => existsSync(socket), { timeout: 15_000 }).toBe(true);
  return socket;
}
