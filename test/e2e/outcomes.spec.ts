import type { ElectronApplication } from '@playwright/test';
import { expect } from '@playwright/test';
import { strings } from '../../renderer/strings/index.ts';
import { answered, ask } from '../helpers/ask.ts';
import { signingWindow } from '../helpers/console.ts';
import { test } from '../helpers/station.ts';
import { decidePanel, goTo, signShown } from '../helpers/steps.ts';

/** From its `nth` sync on, this folder of the data cannot be synced any more. */
function failSyncs(app: ElectronApplication, folder: string, nth: number): Promise<void> {
  return app.evaluate(
    async (_, [path, first]) => {
      const load = process.mainModule?.require;
      if (load === undefined) throw new Error('the main process is one of modules that are required');
      const [files, links] = [load('node:fs/promises'), load('node:fs')];
      const handle = await files.open('/dev/null');
      const handles = Object.getPrototypeOf(handle);
      await handle.close();
      const { sync } = handles;
      let seen = 0;
      handles.sync = async function (this: { readonly fd: number }) {
        const isThere = links.readlinkSync(`/proc/self/fd/${this.fd}`) === path;
        if (isThere && ++seen >= Number(first)) {
          throw Object.assign(new Error('EIO: injected'), { code: 'EIO', errno: -5, syscall: 'fsync' });
        }
        return sync.call(this);
      };
    },
    [folder, nth] as const,
  );
}

test('a signature of which nobody knows whether it was made is never called cancelled, and the next start knows', {
  tag: '@long',
}, async ({ ready, start }) => {
  const { review, app, data } = ready;
  const page = await signingWindow(ready, () =>
    decidePanel(review)
      .getByRole('button', { name: /^Sign .*HOLD_PRODUCTION/ })
      .click(),
  );
  // The first entry is that the key was unlocked, the second that it signed.
  await failSyncs(app, `${data}/journal`, 2);
  const closed = page.waitForEvent('close');
  await signShown(page);
  await closed;
  const alert = decidePanel(review).getByRole('alert').filter({ hasText: strings.shell.unknownOutcome });
  await expect(alert).toContainText('It may have been done: Holdfast reads its files again to see');
  await expect(review.getByText(strings.authority.cancelled)).toHaveCount(0);
  await goTo(review, 'Station');
  await expect(review.getByText('journal.write-failed')).toBeVisible();
  await ready.close();

  const again = await start(data);
  const decisions = answered(await ask(again.review, 'decision/list', {}));
  expect(decisions.map(({ option }) => option)).toEqual(['HOLD_PRODUCTION']);
  expect(answered(await ask(again.review, 'station/status', {})).journal.readOnly).toBeNull();
});
