import type { DossierView } from '../../../shared/contract/dossier-views.ts';
import type { Handle } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type DossierForm, exportDossier, type PrintReport } from '../../core/dossier/export.ts';
import { exportTo } from '../media/export-to.ts';
import type { Media } from '../media/media.ts';
import type { Packets } from '../packets/packets.ts';
import { passedOn } from '../passed-on.ts';
import { refuseRecorded } from '../recorder.ts';
import { isDecision } from '../statement-store.ts';
import { readOnlyFailure, type Station } from '../station.ts';
import { dossierInput, heldAbout } from './dossier-input.ts';

/** What the auditor carries away: everything about one packet id, written to a folder that a person chose. */
export class Dossiers {
  readonly #station: Station;
  readonly #packets: Packets;
  readonly #media: Media;
  readonly #print: PrintReport;

  constructor(station: Station, packets: Packets, media: Media, print: PrintReport) {
    this.#station = station;
    this.#packets = packets;
    this.#media = media;
    this.#print = print;
  }

  /** Writes the dossier and reads it back. Nothing leaves a station whose journal would not say so. */
  async export(packet: Sha256, destination: Handle, form: DossierForm): Promise<Result<DossierView, Failure>> {
    const notAllowed = readOnlyFailure(this.#station.journal);
    if (notAllowed !== null) return err(notAllowed);
    const exported = await this.#export(packet, destination, form);
    return exported.ok ? exported : refuseRecorded(this.#station.record, exported.error);
  }

  async #export(packet: Sha256, destination: Handle, form: DossierForm): Promise<Result<DossierView, Failure>> {
    const standing = await this.#packets.standing(packet);
    if (!standing.ok) return standing;
    const { id } = standing.value.packet.reading.packet;
    const about = heldAbout(standing.value.heldStatements, { id, sha256: packet });
    const latest = about.statements.findLast(({ opened }) => isDecision(opened));
    if (latest === undefined) {
      return err(failure('export/nothing-decided'));
    }
    const input = await dossierInput(this.#station, id, about);
    if (!input.ok) return input;
    const envelope = latest.opened.envelopeSha256;
    const exported = await exportTo({ station: this.#station, media: this.#media }, destination, {
      write: async (folder, calls) => {
        const dossier = await exportDossier(folder, input.value, form, this.#print, calls);
        return dossier.ok ? dossier : err(passedOn('export', dossier.error));
      },
      nameOf: ({ name }) => name,
      entryOf: ({ name, digest }, medium) => ({ kind: 'export', envelope, folder: name, medium, digest }),
    });
    if (!exported.ok) return exported;
    const { medium, written } = exported.value;
    return ok({ ...written, medium });
  }
}
