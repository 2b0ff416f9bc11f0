import type { AuthorityView, CarriedInView } from '../../../shared/contract/authority-views.ts';
import type { ExportView, Handle, RunView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isLinkUp } from '../../core/airgap/watch.ts';
import { exportStatement } from '../../core/decision-folder/carry.ts';
import type { Identity } from '../../core/keyring/identity.ts';
import { exportTo } from '../media/export-to.ts';
import type { Media } from '../media/media.ts';
import { bundleAmong } from '../packets/held-bundles.ts';
import type { Packets } from '../packets/packets.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import type { Ceremonies } from '../signing/ceremony.ts';
import { type RunPart, runCeremony } from '../signing/run-ceremony.ts';
import type { SigningRequest } from '../signing/shown-statement.ts';
import { activeSigner, inWindow, signInWindow } from '../signing/sign-in-window.ts';
import type { HeldStatement, PendingStatement } from '../statement-store.ts';
import { carriedWith } from '../statements/carried.ts';
import { adds, withOthers } from '../statements/cosigning.ts';
import type { Station } from '../station.ts';
import {
  type DischargeProposal,
  dischargeStatement,
  type GrantProposal,
  grantStatement,
  revocationStatement,
  revokable,
} from './authority-drafts.ts';
import { authorityView } from './authority-view.ts';
import { carryIn } from './carry-in.ts';

/**
 * What the statement that came of it is called by (`envelopeSha256`); `null` when the signing window was closed without
 * a signature.
 */
type Signed = Promise<Result<Sha256 | null, Failure>>;

/** What is to be signed in one run, by one person and whoever co-signs. */
export interface RunProposal {
  readonly packet: Sha256;
  readonly signer: string;
  readonly cosigner: Sha256 | null;
  readonly grants: readonly GrantProposal[];
  readonly discharges: readonly (DischargeProposal & { readonly bundles: readonly Sha256[] })[];
}

/** Grants, discharges and revocations: proposed by the review window, proven here, signed in the signing window. */
export class Authorities {
  readonly #station: Station;
  readonly #packets: Packets;
  readonly #media: Media;
  readonly #ceremonies: Pick<Ceremonies, 'hold'>;
  readonly #onTaken: () => void;

  /** `onTaken` is called when something was carried in: what the windows list has changed. */
  constructor(
    station: Station,
    packets: Packets,
    media: Media,
    ceremonies: Pick<Ceremonies, 'hold'>,
    onTaken: () => void,
  ) {
    this.#station = station;
    this.#packets = packets;
    this.#media = media;
    this.#onTaken = onTaken;
    this.#ceremonies = ceremonies;
  }

  async view(packet: Sha256): Promise<Result<AuthorityView, Failure>> {
    const standing = await this.#packets.standing(packet);
    return standing.ok ? ok(authorityView(standing.value, this.#station.keyring.identities())) : standing;
  }

  async grant(proposal: GrantProposal & { readonly packet: Sha256; readonly signer: string }): Signed {
    const signer = activeSigner(this.#station, proposal.signer, ['owner']);
    if (signer === null) return this.#refuse(NO_OWNER, proposal.signer);
    return signInWindow(this.#station, this.#ceremonies, this.#granting(proposal, signer));
  }

  /** The first actor's signature; the others add theirs with `cosign`. */
  async discharge(
    proposal: DischargeProposal & {
      readonly packet: Sha256;
      readonly signer: string;
      readonly bundles: readonly Sha256[];
    },
  ): Signed {
    const asked = await this.#packets.standing(proposal.packet);
    if (!asked.ok) return asked;
    const blocker = asked.value.packet.reading.packet.blockers.find((one) => one.id === proposal.blocker);
    const signer = activeSigner(this.#station, proposal.signer, blocker?.actors ?? []);
    if (signer === null) return this.#refuse(NO_ACTOR, proposal.signer);
    return signInWindow(this.#station, this.#ceremonies, this.#discharging(proposal, signer));
  }

  /**
   * Grants, then discharges, in a signing run; where a co-signer is named, the discharges that this leaves pending are put to
   * them in the same window. A decision is never part of one.
   */
  async run(asked: RunProposal): Promise<Result<RunView | null, Failure>> {
    const standing = await this.#packets.standing(asked.packet);
    if (!standing.ok) return standing;
    const { blockers } = standing.value.packet.reading.packet;
    const requests: SigningRequest<Sha256>[] = [];
    for (const grant of asked.grants) {
      const signer = activeSigner(this.#station, asked.signer, ['owner']);
      if (signer === null) return this.#refuse(NO_OWNER, asked.signer);
      requests.push(this.#granting({ ...grant, packet: asked.packet }, signer));
    }
    for (const discharge of asked.discharges) {
      const actors = blockers.find(({ id }) => id === discharge.blocker)?.actors ?? [];
      const signer = activeSigner(this.#station, asked.signer, actors);
      if (signer === null) return this.#refuse(NO_ACTOR, asked.signer);
      requests.push(this.#discharging({ ...discharge, packet: asked.packet }, signer));
    }
    const [first] = requests;
    if (first === undefined) return this.#refuse(failure('authority/not-needed', { where: asked.packet }));
    const { signer } = first;
    const came = await inWindow(this.#station, this.#ceremonies, () =>
      runCeremony(this.#station, { signer, requests }, (signed) => this.#cosigning(asked.cosigner, signed)),
    );
    if (!came.ok || came.value === null) return came.ok ? ok(null) : came;
    return ok({ ...came.value, asked: requests.length });
  }

  /** Of what was signed, the discharges to which this identity adds a signature. */
  async #cosigning(id: Sha256 | null, signed: readonly Sha256[]): Promise<RunPart<Sha256> | null> {
    if (id === null) return null;
    const requests: SigningRequest<Sha256>[] = [];
    for (const envelope of signed) {
      const pending = await this.#pending(envelope);
      const signer = pending === null ? null : activeSigner(this.#station, id, pending.missing);
      if (pending !== null && signer !== null && adds(signer, pending)) requests.push(this.#adding(pending, signer));
    }
    const [first] = requests;
    return first === undefined ? null : { signer: first.signer, requests };
  }

  #granting(proposal: GrantProposal & { readonly packet: Sha256 }, signer: Identity): SigningRequest<Sha256> {
    return {
      signer,
      typeExactly: proposal.action,
      build: async (moment) => {
        const standing = await this.#packets.standing(proposal.packet);
        return standing.ok ? grantStatement(proposal, standing.value, moment) : standing;
      },
      keep: (signed, record) => this.#station.statementStore.keep(signed, record),
    };
  }

  #discharging(
    proposal: DischargeProposal & { readonly packet: Sha256; readonly bundles: readonly Sha256[] },
    signer: Identity,
  ): SigningRequest<Sha256> {
    return {
      signer,
      typeExactly: proposal.blocker,
      build: async (moment) => {
        const standing = await this.#packets.standing(proposal.packet);
        if (!standing.ok) return standing;
        const bundles: BundleRecord[] = [];
        for (const id of proposal.bundles) {
          const bundle = bundleAmong(standing.value.heldBundles, id);
          if (!bundle.ok) return bundle;
          bundles.push(bundle.value);
        }
        return dischargeStatement(proposal, bundles, standing.value, moment);
      },
      keep: (signed, record) => this.#station.statementStore.keep(signed, record),
    };
  }

  /** One more signature on a payload that someone has signed. */
  #adding(pending: PendingStatement, signer: Identity): SigningRequest<Sha256> {
    const { statement, envelopeSha256: envelope } = pending.opened;
    return {
      signer,
      typeExactly: revokable(statement)?.name ?? null,
      build: async ({ circumstances }) => {
        const still = await this.#pending(envelope);
        if (still === null || !adds(signer, still)) return err(NOT_PENDING);
        if (circumstances.airgap.linksUp.length > 0) return err(LINK_UP);
        return ok(statement);
      },
      keep: (signed, record) => this.#station.statementStore.keep(withOthers(signed, pending), record),
    };
  }

  /** One more actor's signature on the very payload that the first has signed. */
  async cosign({ envelope, signer: id }: { readonly envelope: Sha256; readonly signer: string }): Signed {
    const pending = await this.#pending(envelope);
    if (pending === null) return this.#refuse(NOT_PENDING, envelope);
    const signer = activeSigner(this.#station, id, pending.missing);
    if (signer === null || !adds(signer, pending)) return this.#refuse(NO_ACTOR, id);
    // The payload is the first signer's and stays as it is: it cannot say that a link was up at this signature.
    if (isLinkUp(await this.#station.airgap.probe())) return this.#refuse(LINK_UP);
    return signInWindow(this.#station, this.#ceremonies, this.#adding(pending, signer));
  }

  async revoke({
    envelope,
    signer: id,
    reason,
  }: {
    readonly envelope: Sha256;
    readonly signer: string;
    readonly reason: string;
  }): Signed {
    const signer = activeSigner(this.#station, id, ['owner']);
    if (signer === null) return this.#refuse(NO_OWNER, id);
    const found = await this.#standing(envelope);
    if (!found.ok) return this.#refuse(found.error);
    const { opened } = found.value;
    return signInWindow(this.#station, this.#ceremonies, {
      signer,
      typeExactly: revokable(opened.statement)?.name ?? null,
      build: async (moment) => {
        const still = await this.#standing(envelope);
        return still.ok ? revocationStatement(opened, reason, moment) : still;
      },
      keep: (signed, record) => this.#station.statementStore.keep(signed, record),
    });
  }

  /** Writes one statement, pending or not, to a chosen folder: for the other actors' station, or for a pipeline. */
  async export(envelope: Sha256, destination: Handle): Promise<Result<ExportView, Failure>> {
    const { statements, pending, fallen } = await this.#station.statementStore.contents();
    const found = [...statements, ...pending].find(({ opened }) => opened.envelopeSha256 === envelope);
    if (found === undefined) return this.#refuse(UNKNOWN, envelope);
    const exported = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const authority = carriedWith(found, [...statements, ...fallen]);
        const written = await exportStatement(folder, found, authority, calls);
        return written.ok ? written : err(passedOn('export', written.error));
      },
      nameOf: ({ folder }) => folder,
      entryOf: ({ folder, digest }, medium) => ({ kind: 'export', envelope, folder, medium, digest }),
    });
    if (!exported.ok) return this.#refuse(exported.error);
    const { medium, written } = exported.value;
    return ok({ ...written, medium });
  }

  /** Takes in what trusted keys have signed, from a chosen folder. */
  async carryIn(source: Handle): Promise<Result<CarriedInView, Failure>> {
    const folder = this.#media.folder(source);
    if (!folder.ok) return folder;
    const carried = await carryIn(this.#station, folder.value);
    if (carried.ok && carried.value.taken.length > 0) this.#onTaken();
    return carried;
  }

  /** A statement, pending or not, that no revocation names yet. */
  async #standing(envelope: Sha256): Promise<Result<HeldStatement, Failure>> {
    const { statements, pending, revoked } = await this.#station.statementStore.contents();
    const found = [...statements, ...pending].find(({ opened }) => opened.envelopeSha256 === envelope);
    if (found === undefined) return err({ ...UNKNOWN, where: envelope });
    return revoked.has(found.opened.statementSha256)
      ? err(failure('authority/revoked-already', { where: envelope }))
      : ok(found);
  }

  async #pending(envelope: Sha256): Promise<PendingStatement | null> {
    const standing = await this.#standing(envelope);
    if (!standing.ok) return null;
    const { pending } = await this.#station.statementStore.contents();
    return pending.find(({ opened }) => opened.envelopeSha256 === envelope) ?? null;
  }

  #refuse(why: Failure, where?: string): Promise<Result<never, Failure>> {
    return refuseRecorded(this.#station.record, { ...why, ...(where === undefined ? {} : { where }) });
  }
}

const NO_OWNER = failure('authority/no-owner');
const NO_ACTOR = failure('authority/no-actor');
const UNKNOWN = failure('authority/unknown');
const NOT_PENDING = failure('authority/not-pending');
const LINK_UP = failure('authority/link-up');
