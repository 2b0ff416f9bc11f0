import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { exportStatement } from '../../../../../electron/core/decision-folder/carry.ts';
import type { Keyring } from '../../../../../electron/core/keyring/keyring.ts';
import { PacketReader } from '../../../../../electron/core/packet/packet-reader.ts';
import { hashTree } from '../../../../../electron/core/tree/hash-tree.ts';
import { Authorities } from '../../../../../electron/station/authority/authorities.ts';
import { carryIn } from '../../../../../electron/station/authority/carry-in.ts';
import { circumstancesOf } from '../../../../../electron/station/circumstances.ts';
import { Decisions } from '../../../../../electron/station/decisions/decisions.ts';
import { Receipts } from '../../../../../electron/station/decisions/receipts.ts';
import { importBundle } from '../../../../../electron/station/imports/import-bundle.ts';
import { Media } from '../../../../../electron/station/media/media.ts';
import { Opened } from '../../../../../electron/station/opened.ts';
import { PacketStore } from '../../../../../electron/station/packet-store.ts';
import { Packets } from '../../../../../electron/station/packets/packets.ts';
import type { Recorder } from '../../../../../electron/station/recorder.ts';
import { Refusals } from '../../../../../electron/station/refusals.ts';
import { Session } from '../../../../../electron/station/session.ts';
import type { Ceremonies } from '../../../../../electron/station/signing/ceremony.ts';
import { type Ceremony, heldCeremony } from '../../../../../electron/station/signing/ceremony.ts';
import { isDecision } from '../../../../../electron/station/statement-store.ts';
import { carriedWith } from '../../../../../electron/station/statements/carried.ts';
import type { Station } from '../../../../../electron/station/station.ts';
import { fromBase64, type Sha256 } from '../../../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../../../shared/encoding/digest.ts';
import type { Failure } from '../../../../../shared/failure/failure.ts';
import { sayFailure } from '../../../../../shared/failure/say.ts';
import type { JournalEvent } from '../../../../../shared/journal/entry.ts';
import { assertNever, ok, type Result } from '../../../../../shared/result.ts';
import { parseStatement, type Statement } from '../../../../../shared/statement/statement.ts';
import { CALM } from '../../../../helpers/airgap.ts';
import { must } from '../../../../helpers/must.ts';
import { threadFile } from '../../../../helpers/parts.ts';
import { SEALED_START } from '../../../../helpers/seal.ts';
import { smallStation } from '../../../../helpers/small-station.ts';
import { holdDraft } from '../../../../helpers/statements.ts';
import { treeOf } from '../../../../helpers/trees.ts';
import { typedPassphrase } from '../../../../helpers/typed.ts';
import { broken, markdown, read, utf8 } from '../../../shared/packet/fixtures.ts';

const root = await mkdtemp(join(tmpdir(), 'holdfast-shown-'));
const reader = new PacketReader(threadFile('packet-worker'));
after(async () => {
  await reader.close();
  await rm(root, { recursive: true });
});

const HOLD = 'HOLD_PRODUCTION';
const DRYRUN = 'AUTHORIZE_PRODUCTION_DRYRUN_ONLY';
const CI_SCOPE = 'FIX7-P0-PROD-CI-SCOPE-1';
const BIRTH = 'FIX7-P0-PROD-BIRTH-SURFACE-1';

/** The tree that the packet names as its evidence, and another one. */
const listed = (text: string) => ({ 'a.txt': text, SHA256SUMS: `${sha256Hex(utf8(text))}  a.txt\n` });
const named = treeOf(listed('the evidence'));
const other = treeOf(listed('another tree'));
const tree = must(await hashTree(named)).summary;
const text = broken(markdown, '7a9364c5b64d95350da4023ad101a902fc77eb994c487f995412fe547bd847f9', tree.dirHash);
const { sha256: packet, packet: said } = read(text);
const acknowledged = [...said.blockers.map((one) => one.id), `effect ${DRYRUN}`];

/** What the signing window does with one ceremony; the answer to its last step. */
type Window = (ceremony: Ceremony<unknown>, keyring: Keyring) => Promise<Result<unknown, Failure>>;

/** A station with the packet, another bundle, a grant that may be revoked and a discharge that waits for the operator. */
async function station() {
  const small = await smallStation();
  let window: Window = signAtOnce;
  let answer: Result<unknown, Failure> | null = null;
  let whenRecorded: (event: JournalEvent) => Promise<void> = async () => undefined;
  const record: Recorder = async (event) => {
    const recorded = await small.record(event);
    await whenRecorded(event);
    return recorded;
  };
  const ceremonies: Pick<Ceremonies, 'hold'> = {
    hold: async (ceremony) => {
      answer = await window(ceremony, small.keyring);
      return ok(ceremony.outcome());
    },
  };
  const session = new Session({ keyring: small.keyring, record, now: () => 0 });
  const all: Station = {
    ...small,
    record,
    refusals: new Refusals(record),
    findings: () => [],
    packetReader: reader,
    session,
    opened: new Opened(() => session.view()),
    airgap: { current: () => CALM, probe: async () => CALM, stop: () => undefined },
    ownKeys: { agent: null, askForKeyFile: async () => ok(null), askForAgent: async () => ok(null) },
    packetStore: new PacketStore(small.vault, small.journal, reader),
    console: holdDraft.predicate.console,
    seal: SEALED_START,
    circumstances: (override) => circumstancesOf(holdDraft.predicate.console, SEALED_START, CALM, override, new Date()),
  };
  const packets = new Packets(all);
  const media = new Media(
    async () => ok(null),
    small.answers,
    () => undefined,
  );
  const decisions = new Decisions(all, packets, media, ceremonies);
  const authorities = new Authorities(all, packets, media, ceremonies, () => undefined);
  const receipts = new Receipts(all, ceremonies);
  const owner = small.owner.id;
  const reason = 'r';

  must(await small.vault.putSmall(utf8(text)));
  const came = { what: 'packet', label: 'packet.md', id: packet, verdict: 'read', findings: [] } as const;
  must(await small.record({ kind: 'import-finished', ...came, findings: [] }));

  async function signed(type: string): Promise<Sha256 | undefined> {
    const { statements, pending } = await small.statementStore.contents();
    return [...statements, ...pending].findLast(({ opened }) => opened.statement.predicateType.includes(type))?.opened
      .envelopeSha256;
  }
  async function importing(path: string) {
    const candidate = { kind: 'bundle', name: 'bundle', form: 'directory', bytes: null, likely: true, path } as const;
    const outcome = await importBundle(all, candidate, () => undefined).outcome;
    assert.ok(outcome.kind === 'imported');
    return outcome;
  }
  const discharging = (blocker: string, bundles: readonly Sha256[]) =>
    authorities.discharge({ packet, blocker, leg: null, reason, signer: owner, bundles });
  const cosigning = (envelope: Sha256 | undefined) =>
    authorities.cosign({ envelope: envelope ?? packet, signer: small.operator.id });

  const ground = await importing(other);
  must(await authorities.grant({ packet, action: 'REAL_RUN', reason, hours: 1, signer: owner }));
  const grant = await signed('grant');
  must(await discharging(CI_SCOPE, [ground.id]));
  const pending = await signed('discharge');
  all.session.begin(owner);

  /** What a person may ask to sign, or have happen beside it. */
  async function ask(what: Kind | Beside): Promise<void> {
    switch (what) {
      case 'decision':
        must(await decisions.propose({ packet, option: DRYRUN, reason, acknowledged, signer: owner }));
        return;
      case 'hold':
        must(await decisions.propose({ packet, option: HOLD, reason: '', acknowledged: [], signer: owner }));
        return;
      case 'grant':
        must(await authorities.grant({ packet, action: 'permit', reason, hours: 1, signer: owner }));
        return;
      case 'discharge':
        must(await discharging(BIRTH, [ground.id]));
        return;
      case 'cosignature':
        must(await cosigning(pending));
        return;
      case 'revocation':
        must(await authorities.revoke({ envelope: grant ?? packet, signer: owner, reason }));
        return;
      case 'receipt':
        must(await receipts.sign(ground.import));
        return;
      case 'closed blocker':
        must(await discharging(BIRTH, [ground.id]));
        must(await cosigning(await signed('discharge')));
        return;
      case 'bundle':
        await importing(named);
        return;
      case 'opening': {
        const first = journalled().length + 1;
        all.opened.packetSent(packet, 1000);
        all.opened.linesShown(packet, [{ first, last: first }]);
        return;
      }
      case 'link':
        must(await small.record({ kind: 'airgap-link', linksUp: [] }));
        return;
      default:
        assertNever(what, 'what happens');
    }
  }

  /** The answers of the window while somebody is asked for this, and what the window does. */
  async function during(what: Kind, does: Window): Promise<Result<unknown, Failure>> {
    window = async (ceremony, keyring) => {
      window = signAtOnce;
      return does(ceremony, keyring);
    };
    answer = null;
    await ask(what);
    whenRecorded = async () => undefined;
    assert.ok(answer !== null, 'the signing window was opened');
    return answer;
  }

  function onceRecorded(kind: JournalEvent['kind'], act: () => Promise<void>): void {
    whenRecorded = async (event) => {
      if (event.kind !== kind) return;
      whenRecorded = async () => undefined;
      await act();
    };
  }

  /** Digests of all payloads that the journal has as signed. */
  function journalled(): readonly string[] {
    return small.journal.entries().flatMap(({ event }) => (event.kind === 'signature' ? [event.statement] : []));
  }

  async function sequences(): Promise<readonly number[]> {
    const { statements } = await small.statementStore.contents();
    return statements.flatMap(({ opened }) => (isDecision(opened) ? [opened.statement.predicate.sequence] : []));
  }

  return {
    ...all,
    approving: small.approving,
    owner: small.owner,
    operator: small.operator,
    ask,
    during,
    onceRecorded,
    journalled,
    sequences,
  };
}

const KINDS = ['decision', 'grant', 'discharge', 'cosignature', 'revocation', 'receipt'] as const;
type Kind = (typeof KINDS)[number];
const BESIDE = ['hold', 'grant', 'closed blocker', 'cosignature', 'revocation', 'bundle', 'opening', 'link'] as const;
type Beside = (typeof BESIDE)[number];

/** What changes what a statement says, or whether it may be signed at all. */
const CHANGES: Readonly<Record<Kind, readonly Beside[]>> = {
  decision: ['hold', 'grant', 'closed blocker', 'cosignature', 'revocation', 'bundle'],
  grant: ['grant'],
  discharge: ['closed blocker'],
  cosignature: ['cosignature'],
  revocation: ['revocation'],
  receipt: [],
};

function shownIn(ceremony: Ceremony<unknown>): { readonly payload: Uint8Array; readonly statement: Statement } {
  const view = ceremony.view();
  assert.ok(view.kind === 'statement');
  const payload = fromBase64(view.payload);
  assert.ok(payload !== null);
  return { payload, statement: must(parseStatement(payload)) };
}

/** The signer types what is asked for, and the passphrase. */
async function sign(ceremony: Ceremony<unknown>, keyring: Keyring): Promise<Result<unknown, Failure>> {
  const view = ceremony.view();
  assert.ok(view.kind === 'statement');
  const rendered = shownIn(ceremony).statement.predicate.renderedSha256;
  const passphrase = await typedPassphrase(keyring, 'correct horse battery staple');
  const proof = { by: 'passphrase', passphrase } as const;
  return heldCeremony(ceremony, () => undefined).handlers['ceremony/sign']({
    proof,
    typed: view.typeExactly,
    rendered,
  });
}

async function signAtOnce(ceremony: Ceremony<unknown>, keyring: Keyring): Promise<Result<unknown, Failure>> {
  const signed = await sign(ceremony, keyring);
  must(signed);
  return signed;
}

test('a signature is over the bytes that were shown and that are still so when it is stored, or there is none', async () => {
  const beside = fc.uniqueArray(fc.constantFrom(...BESIDE), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...KINDS), beside, fc.boolean(), async (kind, happens, whileTheKeyIsUsed) => {
      const here = await station();
      const happen = async () => {
        for (const one of happens) await here.ask(one);
      };
      let shown = '';
      const answer = await here.during(kind, async (ceremony) => {
        shown = sha256Hex(shownIn(ceremony).payload);
        if (whileTheKeyIsUsed) here.onceRecorded('unlock', happen);
        else await happen();
        return sign(ceremony, here.keyring);
      });
      const changes = happens.some((one) => CHANGES[kind].includes(one));
      assert.equal(answer.ok, !changes, answer.ok ? 'signed' : sayFailure(answer.error));
      // The discharge that is co-signed was signed by its first signer before.
      const times = here.journalled().filter((one) => one === shown).length;
      const before = kind === 'cosignature' ? 1 + Number(happens.includes('cosignature')) : 0;
      assert.equal(times, before + Number(answer.ok));
      const sequences = await here.sequences();
      assert.equal(new Set(sequences).size, sequences.length);
    }),
    { numRuns: 10 },
  );
});

test('what has changed can be read again in the same window, and is signed as it is then', async () => {
  const here = await station();
  const answer = await here.during('decision', async (ceremony) => {
    const first = shownIn(ceremony);
    await here.ask('hold');
    const refused = await sign(ceremony, here.keyring);
    assert.ok(!refused.ok && refused.error.code === 'sign/changed');
    assert.match(sayFailure(refused.error), /What you read has changed/);
    assert.deepEqual(shownIn(ceremony), first, 'nothing else is shown before the person asks for it');
    const again = heldCeremony(ceremony, () => undefined).handlers['ceremony/read-again'];
    assert.deepEqual(await again({}), ok('next'));
    const { statement } = shownIn(ceremony);
    assert.equal('sequence' in statement.predicate ? statement.predicate.sequence : null, 2);
    return sign(ceremony, here.keyring);
  });
  assert.ok(answer.ok);
  assert.deepEqual(await here.sequences(), [1, 2]);
});

test('a decision that is carried in while the same place in the chain is being signed is kept, and the other is not', async () => {
  const [here, there] = [await station(), await station()];
  for (const { name, roles, publicKey } of [there.owner, there.operator]) {
    must(await here.keyring.enrolPublicKey({ name, roles }, publicKey, here.approving));
  }
  await there.ask('hold');
  const { statements } = await there.statementStore.contents();
  const [decision] = statements.filter(({ opened }) => isDecision(opened));
  assert.ok(decision);
  const medium = await mkdtemp(join(root, 'medium-'));
  const { folder } = must(await exportStatement(medium, decision, carriedWith(decision, statements)));
  const both = await here.during('decision', async (ceremony) => {
    const [carried, signed] = await Promise.all([carryIn(here, join(medium, folder)), sign(ceremony, here.keyring)]);
    assert.equal(must(carried).taken.length + Number(signed.ok), 1);
    return signed;
  });
  assert.equal((await here.sequences()).length, 1, both.ok ? 'signed' : both.error.code);
});

test('whoever was revoked while the window was open signs nothing', async () => {
  const here = await station();
  const answer = await here.during('cosignature', async (ceremony) => {
    must(await here.keyring.revoke(here.operator.id, 'lost', here.approving));
    return sign(ceremony, here.keyring);
  });
  assert.ok(!answer.ok && answer.error.code === 'sign/not-active');
});
