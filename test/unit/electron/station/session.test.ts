import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { whyNotAllowed } from '../../../../electron/station/admission.ts';
import { IDLE_LIMIT_MS, Session } from '../../../../electron/station/session.ts';
import { ACCESS, type Access } from '../../../../shared/contract/access.ts';
import type { ReviewChannels } from '../../../../shared/contract/review.ts';
import type { JournalEvent } from '../../../../shared/journal/entry.ts';
import type { Actor } from '../../../../shared/packet/types.ts';
import { ok } from '../../../../shared/result.ts';
import { keyringIn } from '../../../helpers/key-process.ts';
import { must } from '../../../helpers/must.ts';
import { chosen, typedPassphrase } from '../../../helpers/typed.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-session-'));
after(() => rm(root, { recursive: true }));
let folders = 0;

const PASSPHRASE = 'correct horse battery staple';
const WRITABLE = { journal: { state: { kind: 'writable' as const } } };

async function station() {
  const keyring = await keyringIn(join(root, `${folders++}`));
  const recorded: JournalEvent[] = [];
  const clock = { now: 0 };
  const record = async (event: JournalEvent) => {
    recorded.push(event);
    return ok(undefined);
  };
  const session = new Session({ keyring, record, now: () => clock.now });
  return { keyring, session, recorded, clock };
}

async function peopled() {
  const made = await station();
  const owner = must(await made.keyring.createFirstOwner('Olga', await chosen(made.keyring, PASSPHRASE)));
  const key = must(await made.keyring.unlock(owner.id, await typedPassphrase(made.keyring, PASSPHRASE)));
  const operator = must(
    await made.keyring.createIdentity(
      { name: 'Otto', roles: ['operator'] },
      await chosen(made.keyring, PASSPHRASE),
      key,
    ),
  );
  const auditor = must(
    await made.keyring.createIdentity({ name: 'Ada', roles: ['auditor'] }, await chosen(made.keyring, PASSPHRASE), key),
  );
  return { ...made, owner, operator, auditor, key };
}

test('a key pressed in time keeps someone signed in; after ten minutes without one it ends, and is journalled', async () => {
  const { session, owner, recorded, clock } = await peopled();
  session.begin(owner.id);
  clock.now = IDLE_LIMIT_MS - 1;
  await session.checkIdle();
  assert.equal(session.identity()?.id, owner.id);
  session.touch();
  clock.now += IDLE_LIMIT_MS - 1;
  await session.checkIdle();
  assert.equal(session.identity()?.id, owner.id);
  clock.now += 1;
  await session.checkIdle();
  assert.equal(session.identity(), null);
  assert.deepEqual(recorded, [{ kind: 'lock', identity: owner.id, cause: 'idle' }]);
  await session.checkIdle();
  assert.equal(recorded.length, 1);
});

test('a proven passphrase signs in where nobody is, and displaces nobody', async () => {
  const { session, owner, operator } = await peopled();
  session.proven(operator.id);
  session.proven(owner.id);
  assert.equal(session.view()?.name, 'Otto');
  session.begin(owner.id);
  assert.equal(session.view()?.name, 'Olga');
});

test('a revoked or retired identity is signed out by that', async () => {
  for (const end of ['retire', 'revoke'] as const) {
    const { keyring, session, operator, key } = await peopled();
    session.begin(operator.id);
    must(await keyring[end](operator.id, 'left', key));
    assert.equal(session.identity(), null);
    assert.equal(session.view(), null);
  }
});

test('a station without identities is open; with one, each channel asks for its roles', async () => {
  const first = await station();
  const empty = { ...WRITABLE, ...first };
  for (const channel of channels) assert.equal(whyNotAllowed(empty, channel), null, channel);

  const people = await peopled();
  const full = { ...WRITABLE, ...people };
  const closedFor = (id: typeof people.owner.id | null) => {
    if (id !== null) people.session.begin(id);
    return channels.filter((channel) => whyNotAllowed(full, channel) !== null);
  };
  const byRule = (...roles: readonly Actor[]) =>
    channels.filter((channel) => {
      const access: Access = ACCESS[channel];
      return typeof access !== 'string' && !roles.some((role) => access.includes(role));
    });
  assert.deepEqual(closedFor(null), byRule());
  assert.deepEqual(closedFor(people.owner.id), byRule('owner'));
  assert.deepEqual(closedFor(people.operator.id), byRule('operator'));
  assert.deepEqual(closedFor(people.auditor.id), byRule('auditor'));
  // The rule itself, where the roles differ.
  assert.deepEqual(byRule('owner'), []);
  for (const leaves of ['decision/export', 'decision/envelope', 'dossier/export'] as const) {
    assert.ok(byRule('operator').includes(leaves) && !byRule('auditor').includes(leaves), leaves);
  }
  assert.ok(byRule('auditor').includes('import/start') && byRule('auditor').includes('import/cancel'));
  assert.ok(byRule('auditor').includes('receipt/sign') && !byRule('operator').includes('receipt/sign'));
  await people.session.end('hand');
  assert.equal(whyNotAllowed(full, 'import/start')?.code, 'identity/sign-in-needed');
});

const channels = Object.keys(ACCESS).filter(isChannel);

function isChannel(name: string): name is keyof ReviewChannels & string {
  return Object.hasOwn(ACCESS, name);
}
