// A station with a history of every kind that a dossier tells of, made by the parts that the console is made of.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportDecision } from '../../electron/core/decision-folder/export.ts';
import type { DossierInput } from '../../electron/core/dossier/input.ts';
import { DOSSIER_FORM } from '../../electron/core/dossier/layout.ts';
import { aboutOf } from '../../electron/core/journal/about.ts';
import { endedImports } from '../../electron/core/journal/ended-imports.ts';
import type { Identity } from '../../electron/core/keyring/identity.ts';
import { PacketReader } from '../../electron/core/packet/packet-reader.ts';
import { dossierInput, heldAbout } from '../../electron/station/decisions/dossier-input.ts';
import { type Imported, receiptStatement } from '../../electron/station/decisions/receipt-draft.ts';
import { importBundle } from '../../electron/station/imports/import-bundle.ts';
import { PacketStore } from '../../electron/station/packet-store.ts';
import type { SignedStatement } from '../../electron/station/signed-statement.ts';
import { momentOf } from '../../electron/station/signing/moment.ts';
import {
  type HeldStatement,
  type HeldStatements,
  isDecision,
  storeParts,
} from '../../electron/station/statement-store.ts';
import { carriedWith } from '../../electron/station/statements/carried.ts';
import { withOthers } from '../../electron/station/statements/cosigning.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import type { JournalEvent } from '../../shared/journal/entry.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { DISCHARGE_TYPE, GRANT_TYPE, REVOCATION_TYPE } from '../../shared/statement/authority.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { checkRecords, evidenceRecord } from '../../shared/statement/evidence-records.ts';
import { type GrantUse, toTimestamp } from '../../shared/statement/fields.ts';
import { grantUse, isDischarge, isGrant } from '../../shared/statement/in-force.ts';
import type { OpenedStatement } from '../../shared/statement/open.ts';
import type { ReadRecord } from '../../shared/statement/read-record.ts';
import { RECEIPT_TYPE } from '../../shared/statement/receipt.ts';
import { SSHSIG_NAMESPACE, signSsh } from '../../shared/statement/sshsig.ts';
import { type ReceiptDraft, type StatementDraft, statementBytes } from '../../shared/statement/statement.ts';
import type { TrustedKey } from '../../shared/statement/trust.ts';
import { markdown, read, utf8 } from '../unit/shared/packet/fixtures.ts';
import { must } from './must.ts';
import { threadFile } from './parts.ts';
import { smallStation } from './small-station.ts';
import { complete, digestOf, sealed, type TestKey, testKey } from './statements.ts';
import { freshFolder } from './trees.ts';
import { chosen } from './typed.ts';

const HOUR_MS = 3_600_000;
const ROLLBACK = 'FIX7-P0-DRYRUN-PROD-ROLLBACK-1';
const SCOPE = 'FIX7-P0-PROD-CI-SCOPE-1';
const BIRTH = 'FIX7-P0-PROD-BIRTH-SURFACE-1';

export const reading = read(markdown);
const { id, revision, blockers, options, default: byDefault } = reading.packet;
export const packet = { id, revision, sha256: reading.sha256, size: reading.size };

const reader = new PacketReader(threadFile('packet-worker'));

/** Ends what the stations of this file share: after the tests. */
export async function closeDossierStations(): Promise<void> {
  await reader.close();
}

export type DossierStation = Awaited<ReturnType<typeof dossierStation>>;

/** An empty station with its packet, an owner and an operator, and how each thing that can happen is made to happen. */
export async function dossierStation() {
  const small = await smallStation();
  const { journal, keyring, vault, statementStore, record, owner, approving } = small;
  const packetStore = new PacketStore(vault, journal, reader);
  const station = { ...small, packetStore };
  const happened = async (event: JournalEvent): Promise<void> => must(await record(event));
  const version = '0.1.0';
  await happened({ kind: 'station-created', station: small.key.key.keyid, version });
  await happened({
    kind: 'console-started',
    version,
    runtime: 'Node',
    buildSha256: digestOf('build'),
    dossierForm: DOSSIER_FORM,
  });
  for (const one of keyring.identities()) await enrolled(one);
  const bytes = must(await vault.putSmall(utf8(markdown)));
  await happened({
    kind: 'import-finished',
    what: 'packet',
    label: 'the packet.md',
    id: bytes,
    verdict: 'read',
    findings: [],
    account: {
      import: '0123456789abcdef',
      medium: { label: 'STICK', filesystem: 'vfat', serial: '4C530001', readOnly: true },
      startedAt: toTimestamp(Date.now()),
      resumed: 0,
      filesRead: 1,
      bytesRead: packet.size,
    },
  });

  async function enrolled({ id, name, roles, enrolledBy, custody }: Identity): Promise<void> {
    await happened({ kind: 'identity-enrolled', identity: id, name, roles: [...roles], enrolledBy, custody });
  }

  async function enrol(name: string, ...roles: readonly Actor[]): Promise<Identity> {
    const made = must(await keyring.createIdentity({ name, roles }, await chosen(keyring, small.password), approving));
    await enrolled(made);
    return made;
  }

  async function ended(who: Identity, how: 'retire' | 'revoke'): Promise<void> {
    must(await keyring[how](who.id, 'left the team', approving));
    const kind = how === 'retire' ? 'identity-retired' : 'identity-revoked';
    await happened({ kind, identity: who.id, reason: 'left the team', by: owner.id });
  }

  /** Signed by each in turn, as in the signing window; gives the statement as it is held then. */
  async function signed(draft: StatementDraft, ...by: readonly Identity[]): Promise<OpenedStatement> {
    let sha256: Sha256 | null = null;
    for (const one of by) {
      const made = await small.sign(draft, one);
      sha256 = sha256Hex(made.payload);
      const before = (await statementStore.contents()).pending.find(({ opened }) => opened.statementSha256 === sha256);
      await small.keep(before === undefined ? made : withOthers(made, before));
    }
    const { statements, pending } = await statementStore.contents();
    const here = [...statements, ...pending].find(({ opened }) => opened.statementSha256 === sha256);
    return (here ?? fail('it is held')).opened;
  }

  /** Signed in OpenSSH's format alone, as by a key in a token. */
  async function signedBeside(draft: StatementDraft, by: Identity): Promise<void> {
    await small.keep({ ...(await small.sign(draft, by)), envelope: null });
  }

  /** Someone whose key is not at the station: an identity here, and how they sign wherever they are. */
  async function elsewhere(name: string, key: TestKey, ...roles: readonly Actor[]) {
    const identity = must(await keyring.enrolPublicKey({ name, roles }, key.key, approving));
    await enrolled(identity);
    const sign = async (draft: StatementDraft): Promise<SignedStatement & { readonly envelope: Uint8Array }> => {
      const statement = complete(draft);
      const payload = statementBytes(statement);
      const envelope = await sealed(payload, key);
      const sshsig = await signSsh(payload, SSHSIG_NAMESPACE[statement.predicateType], key.key, key.sign);
      return { statement, payload, envelope, sshsig, signer: identity };
    };
    return { identity, sign };
  }

  async function bundle(name: string, files: Readonly<Record<string, string>>): Promise<Sha256> {
    const path = join(freshFolder(), name);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(path, file, '..'), { recursive: true });
      writeFileSync(join(path, file), text);
    }
    const candidate = { kind: 'bundle', name, form: 'directory', bytes: null, likely: true, path } as const;
    const outcome = await importBundle(station, candidate, () => undefined).outcome;
    return outcome.kind === 'imported' ? outcome.id : fail(JSON.stringify(outcome));
  }

  /** What a statement says of a bundle that it rests on. */
  async function seen(id: Sha256): Promise<Seen> {
    const record = must(await vault.bundle(id));
    return { evidence: [evidenceRecord(record, null)], checks: [...checkRecords(record)] };
  }

  /** `change`: what the receipt says otherwise than the console would have it say. */
  async function receipt(
    of: 'packet' | Sha256,
    by: Identity,
    change: (predicate: ReceiptDraft['predicate']) => ReceiptDraft['predicate'] = (same) => same,
  ): Promise<OpenedStatement> {
    const about = of === 'packet' ? packet.sha256 : of;
    const end = endedImports(journal.entries()).find(
      ({ outcome }) => outcome.kind === 'imported' && outcome.id === about,
    );
    const imported: Imported =
      of === 'packet' ? { kind: 'packet', reading } : { kind: 'bundle', record: must(await vault.bundle(of)) };
    const made = must(receiptStatement(end ?? fail('it was imported'), imported, momentOf(circumstances())));
    if (made.predicateType !== RECEIPT_TYPE) return fail('it is a receipt');
    const { renderedSha256: _, ...predicate } = made.predicate;
    return signed({ predicateType: RECEIPT_TYPE, predicate: change(predicate) }, by);
  }

  /** Takes in what someone elsewhere has signed, as carrying it in does. */
  async function takenIn({ statement, envelope, payload, sshsig }: SignedStatement): Promise<void> {
    const parts = must(await storeParts(vault, { payload, envelope, sshsigs: [utf8(sshsig)] }));
    await happened({
      kind: 'statement-taken-in',
      label: `${statement.predicateType}.dsse.json`,
      medium: 'STICK',
      statement: parts.statement,
      envelope: parts.envelope,
      sshsigs: [...parts.sshsigs],
      findings: [],
      about: aboutOf(statement),
    });
  }

  /** What the console would write into a dossier of the packet now; of these contents of its statementStore, where given. */
  async function input(contents?: HeldStatements): Promise<DossierInput> {
    const about = heldAbout(contents ?? (await statementStore.contents()), packet);
    return must(await dossierInput(station, packet.id, about));
  }

  /** The folder of the newest decision. */
  async function exportedDecision(destination: string): Promise<string> {
    const { statements, fallen } = await statementStore.contents();
    const decision = statements.findLast(({ opened }) => isDecision(opened)) ?? fail('there is a decision');
    return exportOf(decision, carriedWith(decision, [...statements, ...fallen]), destination);
  }

  /** The folder of a decision with other statements in `authority/` than it rests on. */
  async function exportedWith(statement: OpenedStatement, ...more: readonly OpenedStatement[]): Promise<string> {
    const { statements } = await statementStore.contents();
    const decision = statements.find(({ opened }) => opened === statement) ?? fail('it is held');
    const others = statements.filter(({ opened }) => more.includes(opened));
    return exportOf(decision, [...carriedWith(decision, statements), ...others], freshFolder());
  }

  async function exportOf(
    { opened, envelope }: HeldStatement,
    authority: readonly HeldStatement[],
    destination: string,
  ): Promise<string> {
    const signer = opened.signers[0] ?? fail('it is signed');
    const { payload, signatures } = opened;
    const sshsigs = signatures.openSsh.map(({ sshsig }) => sshsig);
    const signed = { payload, envelope, sshsigs };
    const about = { bytes: utf8(markdown), label: 'the packet.md' };
    const written = must(await exportDecision(destination, { signed, signer, packet: about, authority }));
    return join(destination, written.folder);
  }

  const trusted: TrustedKey = { key: owner.publicKey, name: owner.name, roles: ['owner'] };
  return {
    ...station,
    trusted,
    happened,
    enrolled,
    enrol,
    ended,
    signed,
    signedBeside,
    elsewhere,
    seen,
    bundle,
    receipt,
    takenIn,
    input,
    exportedDecision,
    exportedWith,
  };
}

/** Everything once: receipts, grants, uses, discharges of one and of two, what waits, a revocation, two decisions. */
export async function storiedStation() {
  const station = await dossierStation();
  const { owner, operator } = station;
  const tree = await station.bundle('rehearsal', rehearsal);
  await station.receipt('packet', owner);
  await station.receipt(tree, operator);
  const separate = await station.signed(grantOf(`separate-authority:${ROLLBACK}`), owner);
  const evidence = await station.seen(tree);
  const rolledBack = await station.signed(dischargeOf(ROLLBACK, [use(separate)], evidence), operator);
  const scoped = await station.signed(dischargeOf(SCOPE, [], evidence), owner, operator);
  const real = await station.signed(grantOf('REAL_RUN'), owner);
  const discharges = [rolledBack, scoped];
  const first = await station.signed(decisionOf(1, null, { discharges }), owner);
  await station.signed(revocationOf(real, 'The window was missed.'), owner);
  const carla = await station.elsewhere('Carla', testKey(5), 'owner');
  const activation = await station.signed(grantOf('activation'), owner);
  await station.signed(
    decisionOf(2, first.statementSha256, {
      discharges,
      grants: [use(activation)],
      reason: '<script>alert(1)</script>\u202e',
    }),
    owner,
  );
  await station.signed(dischargeOf(BIRTH, [], evidence), owner);
  await station.takenIn(await carla.sign(grantOf('permit')));
  await station.ended(operator, 'retire');
  return { ...station, tree };
}

export const rehearsal: Readonly<Record<string, string>> = {
  'checks.json': `${JSON.stringify({
    type: 'urn:holdfast:checks:v1',
    checks: [
      { id: 'same', type: 'entry-exit', title: 'Nothing changed', entry: 'before/dump.sql', exit: 'after/dump.sql' },
    ],
  })}\n`,
  'before/dump.sql': 'one\ntwo\n',
  'after/dump.sql': 'one\ntwo\n',
};

function circumstances() {
  const utc = toTimestamp(Date.now());
  return {
    console: { version: '0.1.0', runtime: 'Node', buildSha256: digestOf('build') },
    airgap: { linksUp: [], launcher: 'sealed', override: null, checkedAt: utc },
    clock: { utc, trusted: false },
  } as const;
}

export function grantOf(action: string, nonce = randomBytes(32).toString('hex')): StatementDraft {
  const now = circumstances();
  return {
    predicateType: GRANT_TYPE,
    predicate: {
      grantId: randomUUID(),
      action,
      packet,
      nonce,
      reason: 'The rehearsal passed.',
      ...now,
      notBefore: now.clock.utc,
      expires: toTimestamp(Date.parse(now.clock.utc) + HOUR_MS),
    },
  };
}

type Seen = Pick<Extract<StatementDraft, { predicateType: typeof DISCHARGE_TYPE }>['predicate'], 'evidence' | 'checks'>;

const NOTHING_SEEN: Seen = { evidence: [], checks: [] };

export function dischargeOf(blockerId: string, grants: readonly GrantUse[], seen: Seen): StatementDraft {
  const blocker = blockers.find((one) => one.id === blockerId) ?? fail(blockerId);
  const now = circumstances();
  return {
    predicateType: DISCHARGE_TYPE,
    predicate: {
      dischargeId: randomUUID(),
      packet,
      blocker: { id: blocker.id, leg: null, gate: blocker.gate },
      actors: [...blocker.actors],
      separateAuthority: blocker.separateAuthority,
      grants: [...grants],
      reason: 'Restored twice, byte for byte.',
      ...seen,
      ...now,
      notBefore: now.clock.utc,
      expires: null,
    },
  };
}

export function revocationOf({ statement, statementSha256 }: OpenedStatement, reason: string): StatementDraft {
  const { predicate } = statement;
  const revokes =
    'grantId' in predicate
      ? ({ kind: 'grant', id: predicate.grantId } as const)
      : 'dischargeId' in predicate
        ? ({ kind: 'discharge', id: predicate.dischargeId } as const)
        : 'decisionId' in predicate
          ? ({ kind: 'decision', id: predicate.decisionId } as const)
          : fail('it can be revoked');
  return {
    predicateType: REVOCATION_TYPE,
    predicate: {
      revocationId: randomUUID(),
      packet,
      revokes: { ...revokes, statementSha256 },
      reason,
      ...circumstances(),
    },
  };
}

interface Decided {
  readonly discharges?: readonly OpenedStatement[];
  readonly grants?: readonly GrantUse[];
  readonly reason?: string;
  readonly evidence?: Seen;
  readonly read?: ReadRecord;
}

/** For the default option, which nothing locks. */
export function decisionOf(
  sequence: number,
  previousDecision: Sha256 | null,
  { discharges = [], grants = [], reason = '', evidence = NOTHING_SEEN, read }: Decided = {},
): StatementDraft {
  const now = circumstances();
  const chosen = options.find((one) => one.id === byDefault) ?? fail('there is a default');
  return {
    predicateType: DECISION_TYPE,
    predicate: {
      decisionId: randomUUID(),
      sequence,
      previousDecision,
      packet,
      optionsOffered: options.map(({ rank, id, text }) => ({ rank, id, text })),
      default: chosen.id,
      chosen: { id: chosen.id, textSha256: digestOf(chosen.text) },
      reason,
      blockers: blockers.map(({ id, statusText, actors, separateAuthority }) => {
        const closing = discharges.filter((one) => isDischarge(one) && one.statement.predicate.blocker.id === id);
        return {
          id,
          status: closing.length > 0 ? ('closed' as const) : ('open' as const),
          statusText,
          actors: [...actors],
          separateAuthority,
          legs: [],
          discharges: closing.map((one) => one.statementSha256),
        };
      }),
      locks: [],
      acknowledged: [],
      grants: [...grants],
      ...evidence,
      ...(read === undefined ? {} : { read }),
      ...now,
      notBefore: now.clock.utc,
      expires: null,
    },
  };
}

export function use(one: OpenedStatement): GrantUse {
  return isGrant(one) ? grantUse(one) : fail('it is a grant');
}

function fail(why: string): never {
  throw new Error(why);
}
