import { type Finding } from '../finding/index.ts';
import type { ManifestReading } from './manifest-reading.ts';
import type { EvidenceFile } from './types.ts';
export interface ManifestComparison {
    /** The manifest's own name, for the findings. */
    readonly manifest: string;
    readonly reading: ManifestReading;
    /** The files that the manifest should list, regular files alone, in path order. */
    readonly files: Iterable<EvidenceFile>;
    /** A file's digest of the manifest's algorithm, in hex; `null` where it was not computed: then names alone count. */
    readonly digestOf: (file: EvidenceFile) => string | null;
    /** Whether a file that is not listed is a difference. */
    readonly mustList: (file: EvidenceFile) => boolean;
}
/**
 * Every difference between a manifest and the files: those it lists that are missing, those whose digest differs,
 * those it does not list, those it lists twice. The first differing files come by path order.
 */
export declare function compareManifest(comparison: ManifestComparison): Finding[];
