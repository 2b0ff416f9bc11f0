import { bagFolder } from '../../../shared/evidence/bagit.ts';
import { foldGitIds, hasGitIds, modesOf } from '../../../shared/evidence/git-ids.ts';
import { linkLoops } from '../../../shared/evidence/link-loops.ts';
import { listedHashes } from '../../../shared/evidence/listed-tree.ts';
import { judgeManifests } from '../../../shared/evidence/manifests/judge.ts';
import type { TreeSpellings } from '../../../shared/evidence/match.ts';
import type { EvidenceReader } from '../../../shared/evidence/reader.ts';
import { rootsOf } from '../../../shared/evidence/roots.ts';
import { foldSpellings, type RootNames, soleTopFolder, withTopFolder } from '../../../shared/evidence/spelling.ts';
import type {
  BundleForm,
  BundleLayout,
  BundleRecord,
  CheckResult,
  EvidenceFile,
  GitFile,
  TreeHashes,
  TreeSummary,
} from '../../../shared/evidence/types.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { foldLeaves } from '../tree/fold-leaves.ts';
import { runtimeHashing } from '../tree/hashing.ts';
import { assessChecks } from './checks.ts';
import { viewInside } from './folder-view.ts';
import { otherDigests } from './other-digests.ts';

const ARCHIVE_SUFFIX = /\.(?:zip|tar|tar\.gz|tgz)$/i;

/** What is known of a bundle beyond its tree. */
export interface Assessment {
  readonly layout: BundleLayout;
  readonly spellings: NonNullable<BundleRecord['spellings']>;
  /** `null` where git's ids were not computed. */
  readonly gitModes: BundleRecord['gitModes'] | null;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  readonly bagManifest?: string;
  readonly manifests: NonNullable<BundleRecord['manifests']>;
  /** `null` where every file is as its SHA-256 manifest lists it, or where there is none. */
  readonly asListed: NonNullable<BundleRecord['asListed']> | null;
}

/** A tree of which all bytes are in the vault. */
export interface AssessedTree {
  readonly reader: EvidenceReader;
  readonly form: BundleForm;
  readonly summary: TreeSummary;
  /** The name it had on its medium. */
  readonly label: string;
}

/**
 * What a bundle says of itself, judged from the vault's copy: its manifests compared, wherever they lie, its checks
 * recomputed, its tree hashes under the other spellings of its root, its links that lead to themselves. What is said of
 * files is told from inside of the only folder at the root, as archives often have it.
 */
export async function assessTree({ reader, form, summary, label }: AssessedTree): Promise<Assessment> {
  const roots = rootNames(reader, form, label);
  const { bag } = roots;
  const top = soleTopFolder(reader.files) ?? '';
  const view = viewInside(reader, top);
  const { layout, manifests, listed, findings } = await judgeManifests(view, {
    hashing: runtimeHashing,
    digestsOf: (path, algorithms) => otherDigests(view, path, algorithms),
  });
  const checks = await assessChecks(reader);
  const fold = (files: Iterable<EvidenceFile>): TreeHashes => hashesAlone(foldLeaves(files));
  const { asRoot: _, ...spellings } = foldSpellings(summary, reader.files, roots, fold);
  const git = hasGitIds({ summary }) ? foldGitIds(withGit(reader.files), roots, runtimeHashing) : null;
  const modes = modesOf(reader.files).areNotKept ? [finding('evidence.modes-not-kept', 'the whole tree')] : [];
  const wholeList = listed === null || top === '' ? listed : withTopFolder(listed, top);
  const asListed =
    wholeList === null ? null : foldSpellings(fold(wholeList), wholeList, { label: roots.label, bag }, fold);
  return {
    layout,
    spellings,
    gitModes: git?.gitModes ?? null,
    ...bagManifestOf(reader, bag),
    manifests,
    asListed: asListed === null ? null : listedSpellings(asListed),
    findings: [...findings, ...checks.findings, ...modes, ...(await linkLoops(reader))],
    checks: checks.results,
  };
}

/** What the root of a tree may be called and spelled from. @param label the name it had on its medium */
export function rootNames(
  reader: EvidenceReader,
  form: BundleForm,
  label: string,
): RootNames & { readonly roots: readonly string[] } {
  return {
    label: form === 'directory' ? label : label.replace(ARCHIVE_SUFFIX, ''),
    bag: bagFolder(reader),
    roots: rootsOf(reader),
  };
}

/** The leaves of which git's ids are known: all of them, where those of the tree are. */
function withGit(files: Iterable<EvidenceFile>): Iterable<GitFile> {
  return {
    *[Symbol.iterator]() {
      for (const { git, ...file } of files) if (git !== undefined) yield { ...file, git };
    },
  };
}

function bagManifestOf(reader: EvidenceReader, bag: string | null): Pick<Assessment, 'bagManifest'> {
  const manifest = bag === null ? null : reader.find(`${bag === '' ? '' : `${bag}/`}manifest-sha256.txt`);
  return manifest === null || manifest.kind === 'symlink' ? {} : { bagManifest: manifest.sha256 };
}

function listedSpellings({ asRoot, payload, withoutTopFolder, withTopFolder }: TreeSpellings) {
  return {
    asRoot: listedHashes(asRoot),
    ...(payload === undefined ? {} : { payload: listedHashes(payload) }),
    ...(withoutTopFolder === undefined ? {} : { withoutTopFolder: listedHashes(withoutTopFolder) }),
    ...(withTopFolder === undefined ? {} : { withTopFolder: listedHashes(withTopFolder) }),
  };
}

function hashesAlone({ files: _, bytes: __, ...hashes }: TreeSummary): TreeHashes {
  return hashes;
}
