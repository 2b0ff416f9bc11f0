// What a person does at a station and what may be done or not: how it is done, and how its truth is read from the disk.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { openWithPassphrase } from '../../electron/core/keyring/age-file.ts';
import { toOpenSshLine } from '../../electron/core/keyring/record.ts';
import { Authorities } from '../../electron/station/authority/authorities.ts';
import { Decisions } from '../../electron/station/decisions/decisions.ts';
import { Dossiers } from '../../electron/station/decisions/dossiers.ts';
import { Receipts } from '../../electron/station/decisions/receipts.ts';
import { importBundle } from '../../electron/station/imports/import-bundle.ts';
import { importPacket } from '../../electron/station/imports/import-packet.ts';
import { Imports } from '../../electron/station/imports/imports.ts';
import { Unfinished } from '../../electron/station/imports/unfinished.ts';
import { VaultCheck } from '../../electron/station/imports/vault-check.ts';
import { Media } from '../../electron/station/media/media.ts';
import { Packets } from '../../electron/station/packets/packets.ts';
import { Identities } from '../../electron/station/people/identities.ts';
import { KeyCare } from '../../electron/station/people/key-care.ts';
import { TrustedKeys } from '../../electron/station/people/trust.ts';
import { type Ceremonies, type Ceremony, heldCeremony } from '../../electron/station/signing/ceremony.ts';
import type { Station } from '../../electron/station/station.ts';
import type { VaultCheckView } from '../../shared/contract/evidence-views.ts';
import type { JobOutcome } from '../../shared/contract/views.ts';
import { fromBase64, type Sha256 } from '../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../shared/encoding/digest.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { assertNever, ok, type Result } from '../../shared/result.ts';
import { parseStatement } from '../../shared/statement/statement.ts';
import { broken, markdown, read, small, utf8 } from '../unit/shared/packet/fixtures.ts';
import { heardWords } from './heard-words.ts';
import { must } from './must.ts';
import { closeStation, openIn } from './opened-station.ts';
import { threadFile } from './parts.ts';
import { testKey } from './statements.ts';
import { treeOf } from './trees.ts';
import { changed, chosen, typedPassphrase } from './typed.ts';

/** The key whose words its holder reads aloud. */
const heard = { keyid: '' };

/** What a person is told of an act; `nothing` when it was never answered. */
export type Said = 'done' | 'not-done' | 'unknown' | 'nothing';

/** What is so on the disk. */
export interface Truth {
  readonly isDone: boolean;
  readonly isJournalled: boolean;
}

/** A data folder and a stick, in one folder of their own. */
export interface Place {
  readonly root: string;
  readonly data: string;
  readonly stick: string;
}

export interface Act {
  readonly name: string;
  /** Whether it is done on an empty station. */
  readonly isFirst?: true;
  /** What it changes is on the stick, so that the station goes on when that is unknown. */
  readonly isOnStick?: true;
  /**
   * How long it takes to say something although a call hangs; 150 unless told. Until then nothing else may open the station:
   * what it says it writes down, as a process does that still lives.
   */
  readonly answersAfterMs?: number;
  run(at: Desk, model: Model): Promise<Said>;
  truth(at: Desk, model: Model): Promise<Truth>;
}

/** An import that can be resumed. */
const INTERRUPTED = '0123456789abcdef';
const PASSPHRASE = 'correct horse battery staple';
const NEXT = 'four other random words';
const HOLD = 'HOLD_PRODUCTION';
const CI_SCOPE = 'FIX7-P0-PROD-CI-SCOPE-1';
const BIRTH = 'FIX7-P0-PROD-BIRTH-SURFACE-1';
const workers = { vault: threadFile('faulty-vault-worker'), packet: threadFile('packet-worker') };

/** In memory where that can be had: what a disk takes to sync is nothing that is looked at here. */
const MEMORY = '/dev/shm';
const base = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'holdfast-acts-'));
after(() => rmSync(base, { recursive: true, force: true }));
let places = 0;

function freshPlace(): Place {
  const root = join(base, `p${places++}`);
  const place = { root, data: join(root, 'data'), stick: join(root, 'stick') };
  for (const folder of [place.root, place.data, place.stick]) mkdirSync(folder, { mode: 0o700 });
  return place;
}

/** Opens the station in a place, whose threads can be made to fail. */
export function openAt({ data }: Place): Promise<Result<Station, Failure>> {
  return openIn(data, workers);
}

/** What is typed where a passphrase is asked for. */
interface Typing {
  readonly passphrase: string;
  readonly next: string;
}

/** The services of a station, and someone at its windows who fills in what is asked for and closes what does not end. */
export class Desk {
  readonly place: Place;
  readonly station: Station;
  readonly media: Media;
  readonly decisions: Decisions;
  readonly authorities: Authorities;
  readonly receipts: Receipts;
  readonly identities: Identities;
  readonly keyCare: KeyCare;
  readonly trusted: TrustedKeys;
  readonly dossiers: Dossiers;
  typing: Typing = { passphrase: PASSPHRASE, next: NEXT };

  constructor(place: Place, station: Station) {
    this.place = place;
    this.station = station;
    this.media = new Media(
      async () => ok(place.stick),
      station.answers,
      () => undefined,
    );
    const packets = new Packets(station);
    const windows: Ceremonies = { hold: (ceremony) => this.#hold(ceremony) };
    this.decisions = new Decisions(station, packets, this.media, windows);
    this.authorities = new Authorities(station, packets, this.media, windows, () => undefined);
    this.receipts = new Receipts(station, windows);
    this.identities = new Identities(station, windows);
    this.keyCare = new KeyCare(station, windows, this.media);
    this.trusted = new TrustedKeys(station, windows, this.media);
    this.dossiers = new Dossiers(station, packets, this.media, async () => ok(utf8('%PDF-1.7')));
  }

  get owner(): Sha256 {
    return this.#withRole('owner');
  }

  get operator(): Sha256 {
    return this.#withRole('operator');
  }

  async stick(purpose: 'source' | 'destination') {
    const picked = must(await this.media.pick(purpose));
    assert.ok(picked !== null);
    return picked.handle;
  }

  #withRole(role: 'owner' | 'operator'): Sha256 {
    const found = this.station.keyring.identities().find(({ roles }) => roles.includes(role));
    assert.ok(found);
    return found.id;
  }

  async #hold<Outcome>(ceremony: Ceremony<Outcome>): Promise<Result<Outcome | null, Failure>> {
    const held = heldCeremony(ceremony, () => undefined);
    await this.#fillIn(ceremony, held.handlers);
    held.cancel();
    return held.settled();
  }

  async #fillIn(
    ceremony: Ceremony<unknown>,
    ask: ReturnType<typeof heldCeremony>['handlers'],
  ): Promise<Result<unknown, Failure>> {
    const view = ceremony.view();
    const { keyring } = this.station;
    const { passphrase: typed, next } = this.typing;
    const unlocking = async () => ({ by: 'passphrase', passphrase: await typedPassphrase(keyring, typed) }) as const;
    switch (view.kind) {
      case 'statement': {
        const payload = fromBase64(view.payload);
        assert.ok(payload !== null);
        const rendered = must(parseStatement(payload)).predicate.renderedSha256;
        return ask['ceremony/sign']({ proof: await unlocking(), typed: view.typeExactly, rendered });
      }
      case 'create-identity': {
        const approval = view.approver === null ? null : await typedPassphrase(keyring, typed);
        return ask['ceremony/create-identity']({ name: 'Ada', passphrase: await chosen(keyring, next), approval });
      }
      case 'change-passphrase':
        return ask['ceremony/change-passphrase']({ passphrase: await changed(keyring, typed, next) });
      case 'confirm':
        return ask['ceremony/confirm']({
          passphrase: await typedPassphrase(keyring, typed),
          typed: heardWords(view.asked, heard.keyid) ?? view.typeExactly,
        });
      case 'sign-in':
        return ask['ceremony/sign-in']({ proof: await unlocking() });
      case 'override-link':
        return assert.fail('no link is up');
      case 'run':
      case 'run-page':
        return assert.fail('no run was asked for');
      default:
        return assertNever(view, 'ceremony');
    }
  }
}

/** How much of each kind there is on a station, and what nobody may lose. */
export interface Model {
  readonly place: Place;
  /** Digests of the payloads. */
  readonly statements: readonly Sha256[];
  /** Their types, with those that wait for a signature told apart. */
  readonly kinds: readonly string[];
  readonly entries: number;
  readonly identities: number;
  readonly bundles: number;
  /** The newest statement of a type, by its envelope. */
  readonly newest: ReadonlyMap<string, Sha256>;
}

/** The tree that the packet names as its evidence, one that is on the station, and one that is not yet. */
const listed = (text: string) => ({ 'a.txt': text, SHA256SUMS: `${sha256Hex(utf8(text))}  a.txt\n` });
const ground = treeOf(listed('the ground of discharges'));
const text = broken(markdown, '7a9364c5b64d95350da4023ad101a902fc77eb994c487f995412fe547bd847f9', 'ab'.repeat(32));
const packet = read(text).sha256;
const TRUSTED = testKey(9);

async function importPacketFrom({ station, place }: Desk, name: string): Promise<JobOutcome> {
  const candidate = { kind: 'packet', name, paths: [join(place.stick, name)] } as const;
  return importPacket(station, station.answers, candidate).outcome;
}

async function importBundleFrom({ station }: Desk, path: string): Promise<JobOutcome> {
  return importBundle(station, { kind: 'bundle', name: 'bundle', path }, () => undefined).outcome;
}

/** What is counted on a station: as many as the model has, and one more once it was done. */
function kindsOn({ statementStore }: Station): Promise<readonly string[]> {
  return statementStore
    .contents()
    .then(({ statements, pending }) => [
      ...statements.map(({ opened }) => opened.statement.predicateType),
      ...pending.map(({ opened }) => `pending ${opened.statement.predicateType}`),
    ]);
}

/** A statement counts by its entry alone: done and journalled are one. */
function oneMore(type: string) {
  return async ({ station }: Desk, { kinds }: Model): Promise<Truth> => {
    const count = (all: readonly string[]) => all.filter((one) => one === type).length;
    const more = count(await kindsOn(station)) - count(kinds);
    assert.ok(more === 0 || more === 1, `${more} more of ${type}`);
    return { isDone: more === 1, isJournalled: more === 1 };
  };
}

function saidOf(answer: Result<unknown, Failure>): Said {
  if (answer.ok) return answer.value === null ? 'not-done' : 'done';
  return answer.error.outcome ?? 'not-done';
}

/** It gives nothing but that it was done. */
function saidOfGivingUp(answer: Result<null, Failure>): Said {
  return answer.ok ? 'done' : saidOf(answer);
}

function saidOfImport(outcome: JobOutcome): Said {
  switch (outcome.kind) {
    case 'imported':
      return 'done';
    case 'unknown':
      return 'unknown';
    case 'refused':
    case 'interrupted':
    case 'cancelled':
      return 'not-done';
    default:
      return assertNever(outcome, 'outcome');
  }
}

function entriesOf({ station }: Desk, kind: string, from: number): number {
  return station.journal.entries().filter(({ index, event }) => index >= from && event.kind === kind).length;
}

/** Whether a key file is opened by a passphrase. */
async function opens({ data }: Place, id: Sha256, passphrase: string): Promise<boolean> {
  return (await openWithPassphrase(readFileSync(join(data, 'keyring/keys', `${id}.age`)), passphrase)).ok;
}

function onStick({ place }: Desk, prefix: string): boolean {
  return readdirSync(place.stick).some((name) => name.startsWith(prefix));
}

const DECISION = 'urn:holdfast:decision:v1';
const GRANT = 'urn:holdfast:grant:v1';
const DISCHARGE = 'urn:holdfast:discharge:v1';
const REVOCATION = 'urn:holdfast:revocation:v1';
const RECEIPT = 'urn:holdfast:receipt:v1';

function newest({ newest }: Model, type: string): Sha256 {
  return newest.get(type) ?? assert.fail(`no ${type}`);
}

const decide = (at: Desk) =>
  at.decisions.propose({ packet, option: HOLD, reason: '', acknowledged: [], signer: at.owner });
const grant = (at: Desk, action: string) =>
  at.authorities.grant({ packet, action, reason: 'r', hours: 1, signer: at.owner });
async function discharge(at: Desk, blocker: string) {
  const bundles = must(await at.station.vault.listing()).bundles.map(({ id }) => id);
  return at.authorities.discharge({ packet, blocker, leg: null, reason: 'r', signer: at.owner, bundles });
}

/** An export is done where anything stands under its final name. */
async function exported(at: Desk, { entries }: Model, prefix: string, kind = 'export'): Promise<Truth> {
  return { isDone: onStick(at, prefix), isJournalled: entriesOf(at, kind, entries) > 0 };
}

async function checked(station: Station): Promise<VaultCheckView> {
  return new Promise((resolve) => {
    const check = new VaultCheck(station, (view) => {
      if (view.state !== 'running') resolve(view);
    });
    check.start();
  });
}

async function enrolled(at: Desk, isThey: (name: string) => boolean): Promise<Truth> {
  const found = at.station.keyring.identities().find(({ name }) => isThey(name));
  const isJournalled = at.station.journal
    .entries()
    .some(({ event }) => event.kind === 'identity-enrolled' && isThey(event.name));
  return { isDone: found !== undefined, isJournalled };
}

async function ended(at: Desk, kind: 'retired' | 'revoked', { entries }: Model): Promise<Truth> {
  const standing = at.station.keyring.identity(at.operator)?.state.kind;
  return { isDone: standing === kind, isJournalled: entriesOf(at, `identity-${kind}`, entries) > 0 };
}

const end = async (at: Desk, how: 'retire' | 'revoke') =>
  saidOf(await at.keyCare.end({ identity: at.operator, how, reason: 'lost', approver: at.owner }));

/** The start of the console. Nothing is done by it that its end does not leave as it was. */
export const START: Act = {
  name: 'start',
  run: () => assert.fail('a start has no station yet'),
  truth: async () => ({ isDone: true, isJournalled: true }),
};

export const ACTS: readonly Act[] = [
  { name: 'decision', run: async (at) => saidOf(await decide(at)), truth: oneMore(DECISION) },
  { name: 'grant', run: async (at) => saidOf(await grant(at, 'permit')), truth: oneMore(GRANT) },
  {
    name: 'discharge',
    run: async (at) => saidOf(await discharge(at, BIRTH)),
    truth: oneMore(`pending ${DISCHARGE}`),
  },
  {
    name: 'cosignature',
    run: async (at, model) =>
      saidOf(await at.authorities.cosign({ envelope: newest(model, DISCHARGE), signer: at.operator })),
    truth: oneMore(DISCHARGE),
  },
  {
    name: 'revocation',
    run: async (at, model) => {
      const envelope = newest(model, GRANT);
      return saidOf(await at.authorities.revoke({ envelope, signer: at.owner, reason: 'r' }));
    },
    truth: oneMore(REVOCATION),
  },
  {
    name: 'receipt',
    run: async (at) => {
      at.station.session.begin(at.owner);
      const imported = at.station.journal.entries().find(({ event }) => event.kind === 'import-started')?.event;
      const id = imported?.kind === 'import-started' ? (imported.import ?? '') : '';
      return saidOf(await at.receipts.sign(id));
    },
    truth: oneMore(RECEIPT),
  },
  {
    name: 'first owner',
    isFirst: true,
    run: async (at) => saidOf(await at.identities.create({ role: 'owner', approver: null })),
    truth: (at) => enrolled(at, (name) => name === 'Ada'),
  },
  {
    name: 'enrolment',
    run: async (at) => saidOf(await at.identities.create({ role: 'auditor', approver: at.owner })),
    truth: (at) => enrolled(at, (name) => name === 'Ada'),
  },
  {
    name: 'trusting a key',
    run: async (at) => {
      const found = await at.trusted.scan(await at.stick('source'));
      const key = found.ok ? found.value[0] : undefined;
      if (key === undefined) return 'not-done';
      heard.keyid = key.keyid;
      const asked = { key: key.handle, name: 'Tess', role: 'operator', approver: at.owner } as const;
      return saidOf(await at.trusted.trust(asked));
    },
    truth: (at) => enrolled(at, (name) => name === 'Tess'),
  },
  { name: 'retiring', run: (at) => end(at, 'retire'), truth: (at, model) => ended(at, 'retired', model) },
  { name: 'revoking a key', run: (at) => end(at, 'revoke'), truth: (at, model) => ended(at, 'revoked', model) },
  {
    name: 'passphrase',
    run: async (at) => saidOf(await at.keyCare.changePassphrase(at.owner)),
    truth: async (at, { entries }) => {
      const isDone = await opens(at.place, at.owner, NEXT);
      assert.equal(await opens(at.place, at.owner, PASSPHRASE), !isDone, 'one of the two passphrases opens the key');
      return { isDone, isJournalled: entriesOf(at, 'passphrase-changed', entries) > 0 };
    },
  },
  {
    name: 'key from backup',
    run: async (at) => saidOf(await at.keyCare.restore(at.operator, await at.stick('source'))),
    truth: async (at, { entries, place }) => {
      const file = join('keyring/keys', `${at.operator}.age`);
      const isDone = !readFileSync(join(at.place.data, file)).equals(readFileSync(join(place.data, file)));
      return { isDone, isJournalled: entriesOf(at, 'key-restored', entries) > 0 };
    },
  },
  {
    name: 'key backup',
    isOnStick: true,
    run: async (at) => {
      at.station.session.begin(at.owner);
      return saidOf(await at.keyCare.backUp(at.owner, await at.stick('destination')));
    },
    truth: (at, model) => exported(at, model, `holdfast-key-${at.owner.slice(0, 16)}`, 'key-backed-up'),
  },
  {
    name: 'export of a decision',
    isOnStick: true,
    run: async (at, model) => saidOf(await at.decisions.export(newest(model, DECISION), await at.stick('destination'))),
    truth: (at, model) => exported(at, model, 'holdfast-decision-'),
  },
  {
    name: 'export of a statement',
    isOnStick: true,
    run: async (at, model) =>
      saidOf(await at.authorities.export(newest(model, DISCHARGE), await at.stick('destination'))),
    truth: (at, model) => exported(at, model, 'holdfast-discharge-'),
  },
  {
    name: 'dossier',
    isOnStick: true,
    run: async (at) => saidOf(await at.dossiers.export(packet, await at.stick('destination'), 'folder')),
    truth: (at, model) => exported(at, model, 'holdfast-dossier-'),
  },
  {
    name: 'dossier as a zip',
    isOnStick: true,
    run: async (at) => saidOf(await at.dossiers.export(packet, await at.stick('destination'), 'zip')),
    truth: (at, model) => exported(at, model, 'holdfast-dossier-'),
  },
  {
    name: 'import of a packet',
    run: async (at) => saidOfImport(await importPacketFrom(at, 'small.md')),
    truth: async ({ station }) => {
      const isDone = (await station.packetStore.packet(read(small).sha256)).ok;
      return { isDone, isJournalled: isDone };
    },
  },
  {
    name: 'import of a bundle',
    run: async (at) => saidOfImport(await importBundleFrom(at, join(at.place.stick, 'bundle'))),
    truth: async ({ station }, model) => {
      const isDone = must(await station.vault.listing()).bundles.length > model.bundles;
      return { isDone, isJournalled: isDone };
    },
  },
  {
    name: 'giving up an import',
    run: async (at) => {
      const imports = new Imports(at.station, at.station.answers, () => undefined);
      return saidOfGivingUp(await new Unfinished(at.station, imports, at.media).giveUp(INTERRUPTED));
    },
    truth: async (at, { entries }) => {
      const isDone = must(at.station.vault.unfinishedImports()).length === 0;
      return { isDone, isJournalled: entriesOf(at, 'import-cancelled', entries) > 0 };
    },
  },
  {
    name: 'cancelling an import',
    run: async ({ station, place }) => {
      const candidate = { kind: 'bundle', name: 'b', path: join(place.stick, 'bundle'), resume: INTERRUPTED } as const;
      const running = importBundle(station, candidate, () => undefined);
      running.control.cancel();
      const outcome = await running.outcome;
      // What could not be journalled is refused: nothing was imported, and nothing is said of resuming it. While a call
      // holds it up, it says that something is left.
      if (outcome.kind === 'cancelled') return outcome.isHeldUp ? 'nothing' : 'done';
      return outcome.kind === 'interrupted' ? 'not-done' : 'nothing';
    },
    answersAfterMs: 1500,
    truth: async ({ station }) => {
      const isDone = must(station.vault.unfinishedImports()).length === 0;
      return { isDone, isJournalled: isDone };
    },
  },
  {
    name: 'taking in',
    run: async (at) => {
      const carried = await at.authorities.carryIn(await at.stick('source'));
      if (!carried.ok) return saidOf(carried);
      const { taken, stopped } = carried.value;
      if (stopped !== null) return stopped.failure.outcome ?? 'not-done';
      return taken.length === 1 ? 'done' : 'not-done';
    },
    truth: oneMore(GRANT),
  },
  {
    name: 'check of the vault',
    run: async ({ station }) => {
      const view = await checked(station);
      if (view.state === 'failed') return view.failure.outcome ?? 'not-done';
      return view.state === 'done' ? 'done' : 'not-done';
    },
    truth: async (at, { entries }) => {
      const isDone = entriesOf(at, 'verification', entries) > 0;
      return { isDone, isJournalled: isDone };
    },
  },
];

/** A station with something of everything; each run is made on a copy. */
export async function makeModel(): Promise<Model> {
  const place = freshPlace();
  const at = new Desk(place, must(await openAt(place)));
  const { keyring, session } = at.station;
  const { stick } = place;
  writeFileSync(join(stick, 'packet.md'), text);
  must(await keyring.createFirstOwner('Olga Owner', await chosen(keyring, PASSPHRASE)));
  const approving = must(await keyring.unlock(at.owner, await typedPassphrase(keyring, PASSPHRASE)));
  must(
    await keyring.createIdentity({ name: 'Otto', roles: ['operator'] }, await chosen(keyring, PASSPHRASE), approving),
  );
  approving.lock();
  assert.equal((await importPacketFrom(at, 'packet.md')).kind, 'imported');
  assert.equal((await importBundleFrom(at, ground)).kind, 'imported');
  must(await decide(at));
  must(await grant(at, 'REAL_RUN'));
  must(await discharge(at, CI_SCOPE));
  session.begin(at.owner);
  must(await at.keyCare.backUp(at.operator, await at.stick('destination')));
  await closeStation(at.station);
  // A statement that another copy of this station has signed.
  const other = copyOf(place);
  const away = new Desk(other, must(await openAt(other)));
  const permit = must(await grant(away, 'permit'));
  assert.ok(permit !== null);
  must(await away.authorities.export(permit, await away.stick('destination')));
  await closeStation(away.station);
  rmSync(join(stick, 'packet.md'));
  for (const name of readdirSync(other.stick).filter((one) => one.startsWith('holdfast-grant-'))) {
    for (const file of readdirSync(join(other.stick, name))) {
      if (file.startsWith('grant.')) cpSync(join(other.stick, name, file), join(stick, file));
    }
  }
  const interrupted = join(place.data, 'vault/tmp', INTERRUPTED);
  mkdirSync(interrupted, { mode: 0o700 });
  const head = { source: join(stick, 'pulled'), startedAt: '2026-06-12T08:00:00Z' };
  writeFileSync(join(interrupted, 'import.json'), JSON.stringify(head), { mode: 0o600 });
  writeFileSync(join(interrupted, 'journal-0'), 'what was read', { mode: 0o600 });
  writeFileSync(join(stick, 'small.md'), small);
  writeFileSync(join(stick, 'tess.pub'), toOpenSshLine(TRUSTED.key));
  mkdirSync(join(stick, 'bundle'));
  writeFileSync(join(stick, 'bundle', 'b.txt'), 'a bundle');
  return modelOf(place);
}

/** An empty station that was never opened. */
export async function emptyModel(): Promise<Model> {
  const place = freshPlace();
  await closeStation(must(await openAt(place)));
  return modelOf(place);
}

async function modelOf(place: Place): Promise<Model> {
  const station = must(await openAt(place));
  const { statements, pending } = await station.statementStore.contents();
  const model = {
    place,
    statements: [...statements, ...pending].map(({ opened }) => opened.statementSha256),
    kinds: await kindsOn(station),
    entries: station.journal.size,
    identities: station.keyring.identities().length,
    bundles: must(await station.vault.listing()).bundles.length,
    newest: new Map(
      [...statements, ...pending].map(({ opened }) => [opened.statement.predicateType, opened.envelopeSha256]),
    ),
  };
  await closeStation(station);
  return model;
}

export function copyOf({ data, stick }: Place): Place {
  const place = freshPlace();
  cpSync(data, place.data, { recursive: true });
  cpSync(stick, place.stick, { recursive: true });
  return place;
}

export function forget({ root }: Place): void {
  rmSync(root, { recursive: true, force: true });
}
