import { type Sha256, utf8 } from '../encoding/bytes.ts';
import { sha256Hex } from '../encoding/digest.ts';
import type { Packet } from './types.ts';

/** The packet as `holdfast inspect` prints it: exactly the documented fields, in the documented order. */
export function packetToJson(packet: Packet): Packet {
  return {
    id: packet.id,
    revision: packet.revision,
    date: packet.date,
    title: packet.title,
    docStatus: packet.docStatus,
    default: packet.default,
    options: packet.options.map(({ rank, id, text, mutates, needs }) => ({
      rank,
      id,
      text,
      mutates,
      needs: { blockers: needs.blockers, grants: needs.grants },
    })),
    blockers: packet.blockers.map(({ id, status, statusText, actors, separateAuthority, gate }) => ({
      id,
      status,
      statusText,
      actors: [...actors],
      separateAuthority,
      gate,
    })),
    grants: [...packet.grants],
    evidence: packet.evidence.map(({ treeHash }) => ({ treeHash })),
  };
}

/** `chosen.textSha256` of a decision: SHA-256 over the UTF-8 of the option's text, as the packet's JSON has it. */
export function optionTextSha256(text: string): Sha256 {
  return sha256Hex(utf8(text));
}
