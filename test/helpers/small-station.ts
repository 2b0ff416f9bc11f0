import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { bundleRecords } from '../../electron/core/journal/bundle-records.ts';
import { Journal } from '../../electron/core/journal/journal.ts';
import type { Identity } from '../../electron/core/keyring/identity.ts';
import { openStationKey } from '../../electron/core/keyring/station-key.ts';
import { MediaAnswers } from '../../electron/core/media/answers.ts';
import { openVault } from '../../electron/core/vault/vault.ts';
import { FrozenRecords } from '../../electron/station/frozen-records.ts';
import { Owed } from '../../electron/station/owed.ts';
import type { RecordAlone, Recorder } from '../../electron/station/recorder.ts';
import type { SignedStatement } from '../../electron/station/signed-statement.ts';
import { StatementStore } from '../../electron/station/statement-store.ts';
import { failure } from '../../shared/failure/failure.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok } from '../../shared/result.ts';
import { SSHSIG_NAMESPACE } from '../../shared/statement/sshsig.ts';
import { type StatementDraft, statementBytes } from '../../shared/statement/statement.ts';
import { tokenOf, tokenSshsig } from './agents.ts';
import { keyringIn } from './key-process.ts';
import { must } from './must.ts';
import { complete, type TestKey } from './statements.ts';
import { chosen, typedPassphrase } from './typed.ts';
import { workerFile } from './vault-worker.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-small-station-'));
after(() => rm(root, { recursive: true }));

const PASSPHRASE = 'correct horse battery staple';

/** The parts of a station that hold signed statements, on a folder of its own, with an owner and an operator. */
export async function smallStation() {
  const folder = await mkdtemp(join(root, 'station-'));
  const key = must(await openStationKey(join(folder, 'station')));
  const journal = must(await Journal.open(join(folder, 'journal'), key, { mayBeNew: true }));
  const keyring = await keyringIn(join(folder, 'keyring'));
  const knownRecords = () => bundleRecords(journal.entries());
  const vault = must(await openVault(join(folder, 'vault'), { workerFile, knownRecords }));
  const owner = must(await keyring.createFirstOwner('Olga Owner', await chosen(keyring, PASSPHRASE)));
  const approving = must(await keyring.unlock(owner.id, await typedPassphrase(keyring, PASSPHRASE)));
  const operator = must(
    await keyring.createIdentity({ name: 'Otto', roles: ['operator'] }, await chosen(keyring, PASSPHRASE), approving),
  );
  const owed = must(await Owed.open(join(folder, 'owed')));
  const statementStore = new StatementStore(vault, journal, keyring);
  const recorderOf =
    (append: Journal['append']): Recorder =>
    async (event) => {
      const appended = await append(event);
      return appended.ok ? ok(undefined) : err(failure('journal/not-written', { cause: failure('file/medium-full') }));
    };
  const record = recorderOf((event) => journal.append(event));
  const recordAlone: RecordAlone = (work) => journal.alone((append) => work(recorderOf(append)));

  async function sign(draft: StatementDraft, by: Identity): Promise<SignedStatement & { envelope: Uint8Array }> {
    const statement = complete(draft);
    const payload = statementBytes(statement);
    const signer = must(await keyring.unlock(by.id, await typedPassphrase(keyring, PASSPHRASE)));
    const envelope = must(await signer.signDsse(payload));
    const sshsig = must(await signer.signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType]));
    return { statement, payload, envelope, sshsig, signer: by };
  }
  /** Enrols a token, and gives how its holder signs. */
  async function token(name: string, role: Actor, key: TestKey) {
    const identity = must(await keyring.enrolPublicKey({ name, roles: [role] }, tokenOf(key), approving));
    const signWith = async (draft: StatementDraft): Promise<SignedStatement> => {
      const statement = complete(draft);
      const payload = statementBytes(statement);
      const sshsig = await tokenSshsig(key, payload, SSHSIG_NAMESPACE[statement.predicateType]);
      return { statement, payload, envelope: null, sshsig, signer: identity };
    };
    return { identity, sign: signWith };
  }
  const keep = async (signed: SignedStatement) => must(await statementStore.keep(signed, record));
  return {
    folder,
    answers: new MediaAnswers(),
    key,
    keyring,
    approving,
    journal,
    owed,
    vault,
    statementStore,
    record,
    recordAlone,
    frozenRecords: new FrozenRecords(),
    owner,
    operator,
    sign,
    token,
    keep,
    password: PASSPHRASE,
  };
}
