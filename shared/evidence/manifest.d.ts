import { type Finding } from '../finding/index.ts';
import { type ManifestReading } from './manifest-reading.ts';
import type { EvidenceFile } from './types.ts';
/** The manifest that a plain bundle may hold at its root. */
export declare const SHA256SUMS = "SHA256SUMS";
/**
 * Reads a `SHA256SUMS` file as GNU coreutils' `sha256sum` writes and checks it: either line form, escaped names,
 * comment lines starting with `#`, LF or CRLF throughout. One leading `./` of a name is left out. A line that is
 * neither form, or whose name cannot be inside a tree, is a finding: nothing is passed over in silence.
 */
export declare function parseSha256Sums(bytes: Uint8Array): ManifestReading;
/**
 * Compares a bundle with its `SHA256SUMS`. The manifest itself and files beside it that begin with its name and a
 * dot (a signature over it) need not be listed.
 * @param files in path order.
 */
export declare function verifySha256Sums(bytes: Uint8Array, files: Iterable<EvidenceFile>): Finding[];
/** The manifest, and files beside it that are about it. */
export declare function isOfTheManifest(path: string): boolean;
