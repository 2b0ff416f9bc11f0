import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import { ask } from '../helpers/ask.ts';
import { freshFolder, signingWindow } from '../helpers/console.ts';
import { eventsIn } from '../helpers/journal-file.ts';
import { formsOf, logOf } from '../helpers/log-files.ts';
import { MARKDOWN, packetText } from '../helpers/packets.ts';
import { rendererOf } from '../helpers/processes.ts';
import { test } from '../helpers/station.ts';
import {
  decidePanel,
  enrol,
  goTo,
  importFrom,
  journalRows,
  OWNER,
  openPacket,
  openSignIn,
  signDefault,
} from '../helpers/steps.ts';

test('the log leaves by the station page, as one file, and the journal says so', { tag: '@long' }, async ({
  ready,
  start,
}) => {
  const { review, data } = ready;
  await goTo(review, 'Station');
  const section = review.getByRole('region', { name: 'Log for support' });
  const destination = freshFolder('destination');
  await ready.chooseFolders(destination);
  await section.getByRole('button', { name: 'Export log…' }).click();
  await expect(section.getByText(/^The log was copied to/)).toBeVisible();
  const [file = ''] = readdirSync(destination);
  expect(file).toMatch(/^holdfast-log-\d{8}T\d{6}Z\.txt$/);
  const text = readFileSync(join(destination, file), 'utf8');
  expect(text).toMatch(/^\S+ started version=\S+ electron=\S+ chromium=\S+ node=\S+ kernel=\S+ before=none\n/);
  expect(text).toMatch(/ answered page=review channel=session\/sign-in ms=\d+ code=ok outcome=done\n/);
  expect(logOf(data).startsWith(text)).toBe(true);
  await expect((await journalRows(review)).first()).toContainText(`was exported to `);
  expect(eventsIn(data, 'log-exported')).toMatchObject([{ file }]);

  // A folder that is gone by now: the code and the system's own name of the error are in the log.
  const gone = join(destination, 'gone');
  await goTo(review, 'Station');
  await ready.chooseFolders(gone);
  await section.getByRole('button', { name: 'Export log…' }).click();
  await expect(section.getByRole('alert')).toContainText('The file or folder is not there');
  expect(logOf(data)).toMatch(/ channel=log\/export ms=\d+ code=export\/gone errno=ENOENT outcome=not-done\n/);

  await ready.close();
  expect(logOf(data)).toMatch(/ ended how=quit\n$/);
  const again = await start(data);
  // Killed, as when the power goes.
  const killed = once(again.app.process(), 'exit');
  again.app.process().kill('SIGKILL');
  await killed;
  await start(data);
  const starts = logOf(data).match(/ started .*/g) ?? [];
  expect(starts.map((line) => /before=(.*)/.exec(line)?.[1])).toEqual(['none', 'quit', 'quit', 'unknown']);
});

test('no passphrase, no text of a packet and no name of evidence gets into the log, whatever goes wrong', {
  tag: '@long',
}, async ({ ready }) => {
  test.slow();
  const { app, data, review } = ready;
  let number = 0;
  const secrets: string[] = [];
  const secret = (): string => {
    const made = `zq${Math.random().toString(36).slice(2, 10)}x${number++}`;
    secrets.push(made);
    return made;
  };

  // People, their passphrases, and wrong ones.
  const name = `Ina ${secret()}`;
  const passphrase = `four long ${secret()} words here`;
  await enrol(ready, { role: 'owner', name, passphrase });
  const signIn = await openSignIn(ready, name);
  for (const typed of [`not the ${secret()} right one`, passphrase]) {
    await signIn.getByLabel('Passphrase', { exact: true }).fill(typed);
    await signIn.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true });
    if (typed !== passphrase) await expect(signIn.getByRole('alert')).toBeVisible();
  }
  await expect(review.getByRole('region', { name: 'Signed in' })).toContainText(name);

  // Packets and evidence, good and bad.
  const medium = join(freshFolder('medium'), secret());
  mkdirSync(medium);
  const packet = `${secret()}.md`;
  writeFileSync(join(medium, packet), `${packetText()}\n\n${secret()}\n`);
  const broken = `${secret()}.md`;
  writeFileSync(join(medium, broken), `# ${secret()}\n\n| ${secret()} |\n`);
  const bundle = secret();
  mkdirSync(join(medium, bundle));
  writeFileSync(join(medium, bundle, `${secret()}.txt`), secret());
  const refused = secret();
  mkdirSync(join(medium, refused));
  symlinkSync(`/nowhere/${secret()}`, join(medium, refused, secret()));
  writeFileSync(join(medium, refused, `${secret()}\u202e.txt`), secret());
  await importFrom(ready, medium, [packet, broken, bundle, refused]);
  await openPacket(review, MARKDOWN);
  await signDefault(ready, 'HOLD_PRODUCTION');

  // Requests that are refused, and exports that fail.
  await ask(review, secret(), { [secret()]: secret() });
  await ask(review, 'bundle/which-hash', { [secret()]: secret() });
  await ready.chooseFolders(join(medium, secret()));
  await review
    .getByRole('button', { name: /^Export decision no\./ })
    .first()
    .click();
  await expect(decidePanel(review).getByRole('alert').last()).toBeVisible();

  // Processes that end, and errors that quote what they were given.
  await decidePanel(review).getByRole('button', { name: 'Sign a new decision…' }).click();
  await signingWindow(ready, () => decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click());
  process.kill(await rendererOf(ready, 'sign'), 'SIGKILL');
  await expect.poll(() => logOf(data)).toMatch(/ process-ended process=signing-page how=killed/);
  const [crash] = await Promise.all([
    ready.nextWindow(),
    app.evaluate(
      (_, [message = '', cause = '', path = '']) => {
        setTimeout(() => {
          throw Object.assign(
            new Error(`${message}\n    at ${message} (/x/${message}.cjs:1:2)`, { cause: new Error(cause) }),
            {
              path,
              code: `E ${path}`,
            },
          );
        }, 50);
      },
      [secret(), secret(), secret()],
    ),
  ]);
  const destination = freshFolder('destination');
  await ready.chooseFolders(destination);
  await crash.getByRole('button', { name: 'Export log…' }).click();
  await expect(crash.getByText(/^The log was copied to/)).toBeVisible();
  const exited = once(app.process(), 'exit');
  await crash.getByRole('button', { name: 'Close' }).click({ noWaitAfter: true });
  await exited;

  const log = logOf(data);
  for (const kind of ['started', 'answered', 'refused', 'import', 'process-ended', 'fault', 'ended']) {
    expect(log, `a line of the kind ${kind}`).toMatch(new RegExp(`^\\S+ ${kind} `, 'm'));
  }
  const everything = log + readFileSync(join(destination, readdirSync(destination)[0] ?? ''), 'utf8');
  const journal = readFileSync(join(data, 'journal/log.jsonl'), 'utf8');
  // They were all where they could be seen: the journal has the names of people and of what was imported.
  expect([name, packet, bundle].filter((one) => !journal.includes(one))).toEqual([]);
  const found = [...secrets, basename(medium), MARKDOWN, OWNER].filter((one) =>
    formsOf(one).some((form) => everything.includes(form)),
  );
  expect(found).toEqual([]);
});
