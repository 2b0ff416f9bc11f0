import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { fromHex } from '../../shared/encoding/bytes.ts';
import { digestToWords } from '../../shared/text/words.ts';
import { answered, ask, SEALED } from '../helpers/ask.ts';
import { holdfast } from '../helpers/command-line.ts';
import { type DrivenConsole, freshFolder, signingWindow } from '../helpers/console.ts';
import { MARKDOWN, mediumWith, PLAIN_TEXT, packetText } from '../helpers/packets.ts';
import { test } from '../helpers/station.ts';
import {
  AUDITOR,
  decidePanel,
  enrol,
  exportNewest,
  field,
  goTo,
  importFrom,
  journalRows,
  keyidOf,
  OPERATOR,
  OWNER,
  openEnrolment,
  openPacket,
  openSignIn,
  openTrust,
  PASSPHRASE,
  readShown,
  signButton,
  signDefault,
  signIn,
  typeHeardWords,
} from '../helpers/steps.ts';

const NEXT = 'another set of five long words';

test.describe('enrolment', () => {
  test('an owner enrols an operator, an auditor and another owner, each journalled', async ({ team }) => {
    const { review } = team;
    // The other two were enrolled in the same way when the station was made.
    const second = { ...OPERATOR, role: 'owner', name: 'Second Owner' } as const;
    await enrol(team, second);
    for (const person of [OPERATOR, AUDITOR, second]) {
      const identity = review.locator('.identity').filter({ hasText: person.name });
      await expect(field(identity, 'Roles')).toHaveText(person.role);
    }
    const rows = await journalRows(review);
    for (const { name, role } of [OPERATOR, AUDITOR, second]) {
      await expect(rows.filter({ hasText: `${name} was enrolled as ${role}` })).toHaveCount(1);
    }
    const { identities } = answered(await ask(review, 'station/status', {}));
    expect(identities.map(({ name, roles }) => [name, ...roles])).toEqual([
      [OWNER, 'owner'],
      [OPERATOR.name, 'operator'],
      [AUDITOR.name, 'auditor'],
      ['Second Owner', 'owner'],
    ]);
  });

  test('without the right passphrase of the owner nobody is enrolled, and trying has to wait', {
    tag: '@long',
  }, async ({ ready }) => {
    const page = await openEnrolment(ready, 'operator');
    await page.getByLabel('Your name, as decisions show it').fill(OPERATOR.name);
    await page.getByLabel('Passphrase', { exact: true }).fill(OPERATOR.passphrase);
    await page.getByLabel('Passphrase again').fill(OPERATOR.passphrase);
    const create = page.getByRole('button', { name: 'Create identity' });
    await expect(create).toBeDisabled();
    await failUntilItWaits(page, page.getByLabel('The owner’s passphrase'), create);
    const { identities } = answered(await ask(ready.review, 'station/status', {}));
    expect(identities.map(({ name }) => name)).toEqual([OWNER]);
  });

  test('the main process asks for an active owner, whatever a window says', { tag: '@long' }, async ({ team }) => {
    const { review } = team;
    const { identities } = answered(await ask(review, 'station/status', {}));
    const operator = identities.find(({ name }) => name === OPERATOR.name);
    for (const approver of [null, operator?.id, '0'.repeat(64)]) {
      const answer = await ask(review, 'identity/create', { role: 'owner', approver });
      expect(answer, String(approver)).toMatchObject({ ok: false, error: { code: 'identity/owner-needed' } });
    }
    await expect((await journalRows(review)).first()).toContainText(
      'Only an active owner of this station may approve this',
    );
  });
});

test.describe('who is signed in', () => {
  test('after a restart the window says who must sign in, and the main process holds to it', async ({
    furnished,
    start,
  }) => {
    const running = await start(furnished);
    const { review } = running;
    await goTo(review, 'Intake');
    await expect(review.getByText('To import: sign in as owner or operator first.')).toBeVisible();
    await openPacket(review, MARKDOWN);
    const job = `job_${'0'.repeat(32)}`;
    const candidates = [`candidate_${'0'.repeat(32)}`];
    const decision = { decision: '0'.repeat(64), destination: `folder_${'0'.repeat(32)}` };
    for (const [channel, request] of [
      ['import/start', { candidates }],
      ['import/cancel', { job }],
      ['decision/export', decision],
      ['vault/check', {}],
    ] as const) {
      const answer = await ask(review, channel, request);
      expect(answer, channel).toMatchObject({ ok: false, error: { code: 'identity/sign-in-needed' } });
    }
    await expect((await journalRows(review)).first()).toContainText('Nobody is signed in');

    await signIn(running, OWNER);
    await goTo(review, 'Intake');
    await expect(review.getByText('To import: sign in')).toBeHidden();
    await importFrom(running, mediumWith({ [PLAIN_TEXT]: packetText(PLAIN_TEXT) }), [PLAIN_TEXT]);
  });

  test.describe('while a key is opened', () => {
    test.use({ fullWork: true });

    test('a sign-in that is cancelled while its right passphrase is checked signs nobody in', async ({
      furnished,
      start,
    }) => {
      const running = await start(furnished);
      const { review } = running;
      const page = await openSignIn(running, OWNER);
      await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      // A try is counted on the disk right before the passphrase is checked, which takes a second.
      const isTried = () => existsSync(join(running.data, 'keyring/attempts.json'));
      await expect.poll(isTried, { intervals: [20], timeout: 30_000 }).toBe(true);
      // The window may be gone before the key is answered.
      const pressed = page.keyboard.down('Escape').catch(() => undefined);
      await Promise.all([page.waitForEvent('close'), pressed]);
      const newest = async () =>
        answered(await ask(review, 'journal/page', { offset: 0, limit: 1 })).entries[0]?.event.kind;
      await expect.poll(newest).toBe('unlock');
      await expect(review.getByRole('region', { name: 'Signed in' })).toContainText('Nobody is signed in');
    });
  });

  test('an operator imports and does not export, an auditor exports and does not import', async ({ team }) => {
    const { review } = team;
    await openPacket(review, MARKDOWN);
    await signDefault(team, 'HOLD_PRODUCTION');

    await signIn(team, OPERATOR.name, OPERATOR.passphrase);
    await importFrom(team, mediumWith({ [PLAIN_TEXT]: packetText(PLAIN_TEXT) }), [PLAIN_TEXT]);
    await openPacket(review, MARKDOWN);
    await expect(decidePanel(review).getByText('Nobody is signed in who may export.').first()).toBeVisible();
    const [decision] = answered(await ask(review, 'decision/list', {}));
    const onScreen = { decision: decision?.envelope };
    const elsewhere = { ...onScreen, destination: `folder_${'0'.repeat(32)}` };
    expect(await ask(review, 'decision/export', elsewhere)).toMatchObject({
      ok: false,
      error: { code: 'identity/role-needed' },
    });
    expect(await ask(review, 'decision/envelope', onScreen)).toMatchObject({
      ok: false,
      error: { code: 'identity/role-needed' },
    });

    await signIn(team, AUDITOR.name, AUDITOR.passphrase);
    await openPacket(review, MARKDOWN);
    await exportNewest(team, freshFolder('destination'));
    await expect(review.getByText('Exported', { exact: true })).toBeVisible();
    expect(await ask(review, 'decision/envelope', onScreen)).toMatchObject({ ok: true });
    const answer = await ask(review, 'import/start', { candidates: [`candidate_${'0'.repeat(32)}`] });
    expect(answer).toMatchObject({ ok: false, error: { code: 'identity/role-needed' } });
  });

  test('it is locked by hand and when the machine sleeps, the signing window with it', async ({ shared }) => {
    const { review, app } = shared;
    const state = review.getByRole('region', { name: 'Signed in' });
    await state.getByRole('button', { name: 'Lock' }).click();
    await expect(state).toContainText('Nobody is signed in');
    await expect((await journalRows(review)).first()).toContainText('was locked (hand)');

    await signIn(shared, OWNER);
    const page = await openSignIn(shared, OWNER);
    const closed = page.waitForEvent('close');
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await closed;
    await expect(state).toContainText('Nobody is signed in');
    await expect((await journalRows(review)).first()).toContainText('was locked (suspend)');
  });

  test('it is locked when nobody touches a key or the pointer for ten minutes', async ({ ready }) => {
    const { review, app } = ready;
    const state = review.getByRole('region', { name: 'Signed in' });
    await app.evaluate(() => {
      // Sixty minutes pass at once on the clock that the main process measures idleness with.
      const real = performance.now.bind(performance);
      performance.now = () => real() + 60 * 60 * 1000;
    });
    await expect(state).toContainText('Nobody is signed in');
    await expect((await journalRows(review)).first()).toContainText('was locked (idle)');
  });

  test('a wrong passphrase signs nobody in, and trying has to wait', async ({ furnished, start }) => {
    const running = await start(furnished);
    const page = await openSignIn(running, OWNER);
    const passphrase = page.getByLabel('Passphrase', { exact: true });
    await failUntilItWaits(page, passphrase, page.getByRole('button', { name: 'Sign in', exact: true }));
    expect(answered(await ask(running.review, 'station/status', {})).session).toBeNull();
  });
});

test.describe('keys', () => {
  test('a passphrase is changed, and the new one alone signs in', { tag: '@long' }, async ({ ready }) => {
    const { review } = ready;
    const owner = await careOf(ready, OWNER);
    const page = await signingWindow(ready, () => owner.getByRole('button', { name: 'Change passphrase…' }).click());
    const change = page.getByRole('button', { name: 'Change passphrase' });
    await page.getByLabel('Current passphrase').fill(PASSPHRASE);
    await page.getByLabel('New passphrase', { exact: true }).fill(NEXT);
    await page.getByLabel('New passphrase again').fill(`${NEXT}!`);
    await expect(change).toBeDisabled();
    await page.getByLabel('New passphrase again').fill(NEXT);
    await Promise.all([page.waitForEvent('close'), change.click()]);
    await expect(owner.getByText(`The passphrase of ${OWNER} was changed.`)).toBeVisible();
    await expect((await journalRows(review)).first()).toContainText('was changed');

    const again = await openSignIn(ready, OWNER);
    await again.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(again.getByRole('alert')).toContainText('identity/wrong-passphrase');
    await again.getByRole('button', { name: 'Cancel' }).click();
    await signIn(ready, OWNER, NEXT);
  });

  test('a key is backed up, lost, and restored from the backup with its passphrase', async ({ ready }) => {
    const { data } = ready;
    const medium = freshFolder('backup');
    const owner = await careOf(ready, OWNER);
    await ready.chooseFolders(medium);
    await owner.getByRole('button', { name: 'Back up key…' }).click();
    await expect(owner.getByText(/^The key was copied to/)).toBeVisible();
    const [file = ''] = readdirSync(medium);
    const [key = ''] = readdirSync(join(data, 'keyring/keys'));
    expect(readFileSync(join(medium, file))).toEqual(readFileSync(join(data, 'keyring/keys', key)));

    writeFileSync(join(data, 'keyring/keys', key), 'lost');
    const broken = await openSignIn(ready, OWNER);
    await broken.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await broken.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(broken.getByRole('alert')).toContainText('Restore the key from its backup');
    await broken.getByRole('button', { name: 'Cancel' }).click();

    await ready.chooseFolders(medium);
    const again = await careOf(ready, OWNER);
    const page = await signingWindow(ready, () => again.getByRole('button', { name: 'Restore key…' }).click());
    await expect(page.getByText(file)).toBeVisible();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await Promise.all([page.waitForEvent('close'), page.getByRole('button', { name: 'Restore key' }).click()]);
    await expect(again.getByText(`The key of ${OWNER} was restored from its backup.`)).toBeVisible();
    const rows = await journalRows(ready.review);
    await expect(rows.first()).toContainText('was restored from');
    await expect(rows.filter({ hasText: 'was backed up to' })).toHaveCount(1);
    await signIn(ready, OWNER);
  });

  test('an owner retires and revokes with a reason, and the last owner stays', async ({ team }) => {
    const { review } = team;
    const operator = await careOf(team, OPERATOR.name);
    await expect(operator.getByRole('button', { name: 'Retire…' })).toBeDisabled();
    await end(team, OPERATOR.name, 'Retire', 'Left the team.');
    await expect(operator.getByText(`Retired: ${OPERATOR.name}`)).toBeVisible();
    await expect(field(operator, 'State')).toContainText('Left the team.');
    await expect(review.getByLabel('Identity').getByRole('option').filter({ hasText: OPERATOR.name })).toHaveCount(0);
    await end(team, OPERATOR.name, 'Revoke', 'The laptop was stolen.');
    await expect(field(operator, 'State')).toContainText('revoked');
    const rows = await journalRows(review);
    await expect(rows.first()).toContainText('was revoked: The laptop was stolen.');

    const page = await end(team, OWNER, 'Revoke', 'To see.', { closes: false });
    await expect(page.getByRole('alert')).toContainText('identity/last-owner');
  });
});

test.describe('keys from elsewhere', () => {
  test('a public key from a file is trusted once its words were typed and an owner approved', async ({ ready }) => {
    const { review } = ready;
    const medium = freshFolder('keys');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'elsewhere', '-f', join(medium, 'id_ed25519')]);
    const keyid = keyidOf(join(medium, 'id_ed25519.pub'));
    const page = await openTrust(ready, medium, 'Nora Elsewhere', 'auditor');
    const words = holdfast('words', join(medium, 'id_ed25519.pub'), '--json').json;
    expect(words).toMatchObject({ keyid, words: digestToWords(fromHex(keyid) ?? new Uint8Array()) });
    // Neither the window nor its page knows what is asked.
    const known = JSON.stringify(await ask(page, 'ceremony/view', {}));
    expect(known).toContain('"typeExactly":null');
    expect(known).not.toContain(keyid);
    expect(await page.content()).not.toContain(keyid);
    const trust = page.getByRole('button', { name: 'Trust this key' });
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await expect(trust).toBeDisabled();
    for (const typed of [null, '', 'adroitness adroitness adroitness']) {
      const forged = await ask(page, 'ceremony/confirm', { passphrase: SEALED, typed });
      expect(forged).toMatchObject({ ok: false, error: { code: 'sign/other-words' } });
    }
    await typeHeardWords(page, keyid);
    await Promise.all([page.waitForEvent('close'), trust.click()]);
    await expect(review.getByText('Trusted: Nora Elsewhere')).toBeVisible();
    await expect((await journalRows(review)).first()).toContainText('Nora Elsewhere was enrolled as auditor');
    const { identities } = answered(await ask(review, 'station/status', {}));
    expect(identities.at(-1)).toMatchObject({ keyid, custody: 'elsewhere', roles: ['auditor'] });

    const again = await openTrust(ready, medium, 'Someone Else', 'operator');
    await again.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await typeHeardWords(again, keyid);
    await again.getByRole('button', { name: 'Trust this key' }).click();
    await expect(again.getByRole('alert')).toContainText('identity/already-enrolled');
  });

  test('a PEM file is a public key too; private keys and other files are not offered', async ({ shared }) => {
    const { review } = shared;
    const medium = freshFolder('keys');
    const secret = join(medium, 'secret.pem');
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', secret]);
    execFileSync('openssl', ['pkey', '-in', secret, '-pubout', '-out', join(medium, 'public.pem')]);
    writeFileSync(join(medium, 'notes.txt'), 'no key');
    await goTo(review, 'People');
    const form = review.getByRole('region', { name: 'Trust a key from elsewhere' });
    await shared.chooseFolders(medium);
    await form.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(form.getByLabel('Key').getByRole('option')).toHaveText(['public.pem']);
  });
});

test.describe('a key file of one’s own', () => {
  for (const [kind, secret] of [
    ['encrypted', 'a key of my own making'],
    ['unencrypted', ''],
  ] as const) {
    const tag = kind === 'encrypted' ? [] : ['@long'];
    test(`an owner signs with an OpenSSH key file, ${kind}, and stock tools verify it`, { tag }, async ({ ready }) => {
      const { review } = ready;
      const keys = freshFolder('keys');
      const file = join(keys, 'id_ed25519');
      const other = join(freshFolder('keys'), 'other');
      for (const path of [file, other]) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', secret, '-f', path]);
      const trusting = await openTrust(ready, keys, 'Kim Keyholder', 'owner');
      await trusting.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await typeHeardWords(trusting, keyidOf(`${file}.pub`));
      const trusted = trusting.waitForEvent('close');
      await trusting.getByRole('button', { name: 'Trust this key' }).click();
      await trusted;

      const entering = await openSignIn(ready, 'Kim Keyholder');
      await ready.chooseFolders(file);
      await entering.getByRole('button', { name: 'Choose key file…' }).click();
      await entering.getByLabel('Passphrase', { exact: true }).fill(secret);
      const enter = entering.getByRole('button', { name: 'Sign in', exact: true });
      await Promise.all([entering.waitForEvent('close'), enter.click()]);
      await expect(review.getByRole('region', { name: 'Signed in' })).toContainText('Kim Keyholder');

      await openPacket(review, MARKDOWN);
      const panel = decidePanel(review);
      await panel.getByLabel('Sign as').selectOption({ label: 'Kim Keyholder (owner)' });
      await ready.chooseFolders(other, file);
      const page = await signingWindow(ready, () =>
        panel.getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
      );
      await readShown(page);
      const sign = signButton(page);
      await expect(sign).toBeDisabled();
      await page.getByRole('button', { name: 'Choose key file…' }).click();
      await expect(page.getByText('Key file: other')).toBeVisible();
      await page.getByLabel('Passphrase', { exact: true }).fill(secret);
      await sign.click();
      await expect(page.getByRole('alert')).toContainText('sign/key-other');
      await page.getByRole('button', { name: 'Choose key file…' }).click();
      await expect(page.getByText('Key file: id_ed25519')).toBeVisible();
      await page.getByLabel('Passphrase', { exact: true }).fill(secret);
      await Promise.all([page.waitForEvent('close'), sign.click()]);
      await expect(panel.getByText('Decided: HOLD_PRODUCTION')).toBeVisible();

      const destination = freshFolder('destination');
      await exportNewest(ready, destination);
      await expect(review.getByText('Exported', { exact: true })).toBeVisible();
      const folder = join(destination, readdirSync(destination)[0] ?? '');
      const allowed = join(keys, 'allowed');
      writeFileSync(allowed, `kim ${readFileSync(`${file}.pub`, 'utf8')}`);
      const signature = join(folder, 'statement.json.sig');
      execFileSync(
        'ssh-keygen',
        ['-Y', 'verify', '-f', allowed, '-I', 'kim', '-n', 'decision@holdfast', '-s', signature],
        { input: readFileSync(join(folder, 'statement.json')) },
      );
    });
  }
});

/** An identity's part of the station's page, with what can be done with it open. */
async function careOf(running: DrivenConsole, name: string): Promise<Locator> {
  await goTo(running.review, 'People');
  const identity = running.review.locator('.identity').filter({ hasText: name });
  const care = identity.getByText('Key and state');
  if (!(await identity.getByLabel('Reason for retiring or revoking').isVisible())) await care.click();
  return identity;
}

async function end(
  running: DrivenConsole,
  name: string,
  how: 'Retire' | 'Revoke',
  reason: string,
  { closes } = { closes: true },
): Promise<Page> {
  const identity = await careOf(running, name);
  await identity.getByLabel('Reason for retiring or revoking').fill(reason);
  const page = await signingWindow(running, () => identity.getByRole('button', { name: `${how}…` }).click());
  await expect(page.getByText(reason)).toBeVisible();
  const confirm = page.getByRole('button', { name: how, exact: true });
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await expect(confirm).toBeDisabled();
  await page.getByLabel('Type the name to confirm').fill(name);
  await Promise.all([...(closes ? [page.waitForEvent('close')] : []), confirm.click()]);
  return page;
}

/** Three wrong passphrases: the window then counts the wait down, offers no try meanwhile, and offers it at its end. */
async function failUntilItWaits(page: Page, field: Locator, button: Locator): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await field.fill('not the passphrase');
    await button.click();
    await expect(page.getByText('Working …')).toBeHidden({ timeout: 60_000 });
    await expect(page.getByRole('alert')).toContainText('identity/wrong-passphrase');
  }
  await expect(field).toHaveValue('');
  await field.fill('not the passphrase either');
  await expect(button).toBeDisabled();
  const left = page.locator('[aria-hidden]').getByText('The next try is possible in');
  const first = (await left.textContent()) ?? '';
  await expect(left).not.toHaveText(first);
  await expect(button).toBeDisabled();
  await expect(page.getByRole('status').filter({ hasText: 'You can try again now.' })).toHaveCount(1);
  await expect(button).toBeEnabled();
}
