/**
 * Compares a tree with every manifest in it, in one pass over both in path order. What is held: the bytes of the
 * manifests, the lines of those that are not in path order, and names that fit nothing yet.
 */
import { toHex } from '../../encoding/bytes.ts';
import { type Finding, type FindingCode, finding } from '../../finding/index.ts';
import { type BagList, type BagReading, isPayload, isTag, payloadLinkLine } from '../bagit.ts';
import { CappedFindings } from '../capped-findings.ts';
import { type DigestAlgorithm, isWeak } from '../digests.ts';
import type { Hashing } from '../hashing.ts';
import { treeAsListed } from '../listed-tree.ts';
import type { ListedFile, ManifestReading } from '../manifest-reading.ts';
import type { EvidenceReader } from '../reader.ts';
import { regularFiles } from '../spelling.ts';
import type { BundleLayout, BundleManifest, EvidenceFile } from '../types.ts';
import { type Claim, type Claims, claimsInOrder, type Manifest, sideBySide } from './claims.ts';
import { Differences } from './differences.ts';
import { folderOf } from './look.ts';
import { type AlikeNames, normalForm, pairNames, type UnlistedFile } from './names-alike.ts';
import { manifestOfBag, type ReadManifests, readManifests } from './read.ts';
import { type BagFolder, Scopes } from './scopes.ts';

/** A bundle's record names so many manifests. */
const NAMED_MANIFESTS = 1000;
/** So many names that fit nothing are held, to be compared with one another. */
const MOST_OPEN_NAMES = 100_000;

/** What the judge needs from where the bytes are. */
export interface JudgeTools {
  readonly hashing: Hashing;
  /** Digests of a file in lower-case hex, in one pass over its bytes; `null` when they are not to be had. */
  readonly digestsOf: (
    path: string,
    algorithms: readonly DigestAlgorithm[],
  ) => Promise<ReadonlyMap<DigestAlgorithm, string> | null>;
}

export interface ManifestJudgement {
  readonly layout: BundleLayout;
  readonly findings: readonly Finding[];
  /** Paths from the root that was judged. */
  readonly manifests: readonly BundleManifest[];
  /** The tree as its SHA-256 manifests list it, where files differ from them. */
  readonly listed: Iterable<EvidenceFile> | null;
}

/** Every manifest of the tree, in whichever folder, is compared with it; each counts, whatever the others say. */
export async function judgeManifests(reader: EvidenceReader, tools: JudgeTools): Promise<ManifestJudgement> {
  const read = await readManifests(reader, tools.hashing);
  const judge = new Judge(reader, tools, read);
  await judge.compare();
  const isBag = read.bags.some(({ folder }) => folder === '');
  return {
    layout: isBag ? 'bag' : judge.manifests.length > 0 ? 'sha256sums' : 'plain',
    findings: [...read.findings, ...judge.findings()],
    manifests: judge.named(),
    listed: judge.listed(),
  };
}

class Judge {
  readonly manifests: readonly Manifest[];
  readonly #reader: EvidenceReader;
  readonly #tools: JudgeTools;
  readonly #read: ReadManifests;
  readonly #scopes = new Scopes();
  readonly #differences = new Differences();
  /** Manifests that alone vouch for a file, by a digest that can be made to collide. */
  readonly #weak = new Map<Manifest, DigestAlgorithm>();
  /** Whether some manifest states a digest of some file that is here, be it another one than the file has. */
  #listsAFile = false;
  /** Names that fit nothing to the letter. */
  readonly #missing: Claims[] = [];
  readonly #unlisted: UnlistedFile[] = [];

  constructor(reader: EvidenceReader, tools: JudgeTools, read: ReadManifests) {
    this.#reader = reader;
    this.#tools = tools;
    this.#read = read;
    this.manifests = [...read.sums, ...read.bags.flatMap((bag) => this.#scopesOfBag(bag))];
    for (const manifest of read.sums) {
      if (manifest.extent === 'folder') {
        this.#scopes.add(folderOf(manifest.path), { kind: 'whole', manifest, isPayload: false });
      }
    }
  }

  /** @returns the bag's lists as manifests */
  #scopesOfBag(bag: BagReading): readonly Manifest[] {
    const lists = bag.lists.map((list) => ({ ...list, manifest: manifestOfBag(list) }));
    for (const { listsEvery, manifest } of lists) {
      if (listsEvery) this.#scopes.add(`${bag.folder}data/`, { kind: 'whole', manifest, isPayload: true });
    }
    const ofKind = (kind: BagList['kind']): Manifest[] =>
      lists.filter((list) => list.kind === kind).map(({ manifest }) => manifest);
    const [tagManifests, payloadManifests] = [ofKind('tags'), ofKind('payload')];
    const links = this.#tools.hashing.sha256();
    this.#scopes.add(bag.folder, { kind: 'bag', bag, tagManifests, payloadManifests, octets: 0, files: 0, links });
    return lists.map(({ manifest }) => manifest);
  }

  async compare(): Promise<void> {
    for (const { file, stated } of sideBySide(this.#reader.files, claimsInOrder(this.manifests))) {
      if (stated !== null) this.#noteDuplicates(stated.claims);
      if (file === null) this.#noteMissing(stated);
      else if (file.kind === 'symlink') this.#judgeLink(file, stated?.claims ?? []);
      else if (this.manifests.length > 0) await this.#judgeFile(file, stated?.claims ?? []);
    }
    await this.#settleNames();
    this.#judgeTotals();
  }

  findings(): readonly Finding[] {
    const weak = new CappedFindings();
    for (const [{ path }, algorithm] of this.#weak) {
      weak.add(finding('evidence.manifest-weak', path, { observed: algorithm === 'md5' ? 'MD5' : 'SHA-1' }));
    }
    const { tooMany } = this.#scopes;
    const [first] = this.manifests;
    return [
      ...this.#differences.list(),
      ...weak.list('the manifests'),
      ...(tooMany === null ? [] : [finding('evidence.too-many-manifests', tooMany)]),
      ...(first === undefined || this.#listsAFile ? [] : [finding('evidence.manifests-list-nothing', first.path)]),
    ];
  }

  /** The manifests that the record of the bundle names, those over whole folders first to be kept. */
  named(): readonly BundleManifest[] {
    const { sums } = this.#read;
    const named = new Set(sums.filter(({ extent }) => extent === 'named').map(({ path }) => path));
    const lists = this.#read.bags.flatMap((bag) => bag.lists.filter(({ kind }) => kind !== 'fetch'));
    const paths = [...lists, ...sums].map(({ path }) => path);
    return [...paths.filter((path) => !named.has(path)), ...paths.filter((path) => named.has(path))]
      .slice(0, NAMED_MANIFESTS)
      .sort()
      .flatMap((path) => {
        const file = this.#reader.find(path);
        return file === null ? [] : [{ path, sha256: file.sha256 }];
      });
  }

  /** `null` where the files are as they are listed, or where no SHA-256 is. */
  listed(): Iterable<EvidenceFile> | null {
    const readings = this.manifests.filter(listsSha256).map(({ reading }) => onlySha256(reading));
    if (readings.length === 0 || !this.#differences.areErrors) return null;
    const mustBeListed = ({ path }: EvidenceFile): boolean => this.#lacking(path, []).length > 0;
    return treeAsListed(readings, regularFiles(this.#reader.files), mustBeListed);
  }

  #noteDuplicates(claims: readonly Claim[]): void {
    if (claims.length < 2) return;
    const seen = new Map<Manifest, Set<string>>();
    for (const claim of claims) {
      const { manifest, algorithm } = claim;
      const key = algorithm ?? '';
      const of = seen.get(manifest);
      if (of === undefined) seen.set(manifest, new Set([key]));
      else if (!of.has(key)) of.add(key);
      else if (claim.digest !== '') this.#note('evidence.manifest-duplicate', claim);
    }
  }

  #noteMissing(stated: Claims): void {
    if (this.#missing.length < MOST_OPEN_NAMES) this.#missing.push(stated);
    else this.#tellMissing(stated);
  }

  #tellMissing({ claims }: Claims): void {
    for (const claim of claims) this.#note(claim.manifest.missing, claim);
  }

  #judgeLink({ path, sha256 }: EvidenceFile, claims: readonly Claim[]): void {
    for (const claim of claims) this.#note('evidence.manifest-lists-link', claim);
    let [isCovered, isInWhole] = [claims.length > 0, false];
    for (const scope of this.#scopes.over(path)) {
      if (scope.kind === 'whole') isInWhole = true;
      else if (scope.bag.links !== null && isPayload(path.slice(scope.bag.folder.length))) {
        scope.links.update(payloadLinkLine(sha256, path.slice(scope.bag.folder.length)));
        isCovered = true;
      }
    }
    if (isCovered) return;
    this.#differences.add(path, finding(isInWhole ? 'evidence.link-unlisted' : 'evidence.link-not-covered', path));
  }

  async #judgeFile(file: EvidenceFile, claims: readonly Claim[]): Promise<void> {
    const { path } = file;
    const isVouchedFor = await this.#compareDigests(file, claims);
    this.#countInBags(file, claims);
    const lacking = this.#lacking(path, claims);
    const needsVoucher = !isVouchedFor && !this.#read.exempt.has(path) && !this.#read.bagInfos.has(path);
    if (lacking.length === 0 && !needsVoucher) return;
    const unlisted = { file, lacking, isVouchedFor: !needsVoucher };
    if (this.#unlisted.length < MOST_OPEN_NAMES) this.#unlisted.push(unlisted);
    else this.#tellUnlisted(unlisted);
  }

  /** The manifests over whole folders that should list a file and do not. */
  #lacking(path: string, claims: readonly Claim[]): readonly Manifest[] {
    const lacking: Manifest[] = [];
    for (const scope of this.#scopes.over(path)) {
      if (scope.kind !== 'whole' || (!scope.isPayload && this.#read.exempt.has(path))) continue;
      if (!claims.some(({ manifest }) => manifest === scope.manifest)) lacking.push(scope.manifest);
    }
    return lacking;
  }

  #tellUnlisted({ file: { path }, lacking, isVouchedFor }: UnlistedFile): void {
    if (lacking.length > 0) {
      const expected = `a line in ${lacking.map((manifest) => manifest.path).join(', ')}`;
      this.#differences.add(path, finding('evidence.manifest-unlisted-file', path, { expected }));
    } else if (!isVouchedFor) {
      this.#differences.add(path, finding('evidence.unvouched-file', path));
    }
  }

  /** @returns whether some manifest states what the file is, or something else and is told */
  async #compareDigests(file: EvidenceFile, claims: readonly Claim[]): Promise<boolean> {
    const others = otherAlgorithms(claims);
    const digests = others.length === 0 ? null : await this.#tools.digestsOf(file.path, others);
    const holding: (readonly [Manifest, DigestAlgorithm])[] = [];
    let differs = false;
    for (const claim of claims) {
      const { algorithm, digest, manifest } = claim;
      if (algorithm === null) continue;
      const observed = algorithm === 'sha256' ? file.sha256 : digests?.get(algorithm);
      if (observed === digest) {
        holding.push([manifest, algorithm]);
      } else {
        differs = true;
        const told = { observed: observed ?? 'not to be had from the vault', expected: digest };
        this.#note('evidence.manifest-differs', claim, told);
      }
    }
    if (holding.every(([, algorithm]) => isWeak(algorithm))) for (const one of holding) this.#weak.set(...one);
    if (differs || holding.length > 0) this.#listsAFile = true;
    return differs || holding.length > 0;
  }

  /** Sections 2.2.1 and 2.2.2 of RFC 8493: tag manifests, and what the payload adds up to. */
  #countInBags({ path, size }: EvidenceFile, claims: readonly Claim[]): void {
    for (const scope of this.#scopes.over(path)) {
      if (scope.kind !== 'bag') continue;
      const name = path.slice(scope.bag.folder.length);
      if (isPayload(name)) {
        scope.octets += size;
        scope.files += 1;
      } else if (isTag(name)) {
        this.#judgeTag(scope, path, claims);
      }
    }
  }

  /** Tag manifests list every payload manifest, and should list the other tag files. */
  #judgeTag({ bag, tagManifests, payloadManifests }: BagFolder, path: string, claims: readonly Claim[]): void {
    const lists = (tags: Manifest): boolean => claims.some(({ manifest }) => manifest === tags);
    if (!payloadManifests.some((manifest) => manifest.path === path)) {
      const isUnlisted = tagManifests.length > 0 && !tagManifests.some(lists);
      if (isUnlisted) this.#differences.add(path, finding('evidence.bag-tag-unlisted', path));
    } else if (bag.version === '1.0') {
      for (const tags of tagManifests.filter((one) => !lists(one))) {
        const told = finding('evidence.bag-tag-manifest-incomplete', tags.path, { expected: path });
        this.#differences.add(path, told);
      }
    }
  }

  /** What `bag-info.txt` states of the whole payload, compared with what was seen of it. */
  #judgeTotals(): void {
    for (const scope of this.#scopes.all()) {
      if (scope.kind !== 'bag') continue;
      const { oxum, links } = scope.bag;
      const totals = [
        { code: 'evidence.bag-oxum', total: oxum, observed: `${scope.octets}.${scope.files}` },
        { code: 'evidence.bag-links', total: links, observed: toHex(scope.links.digest()) },
      ] as const;
      for (const { code, total, observed } of totals) {
        if (total === null || total.stated === observed) continue;
        this.#differences.add(total.where, finding(code, total.where, { observed, expected: total.stated }));
      }
    }
  }

  /** What differs in spelling alone is told as that; the rest is missing, or not listed. */
  async #settleNames(): Promise<void> {
    const { pairs, missing, unlisted } = pairNames(this.#missing, this.#unlisted);
    for (const pair of pairs) await this.#settlePair(pair);
    for (const one of missing) this.#tellMissing(one);
    for (const one of unlisted) this.#tellUnlisted(one);
  }

  async #settlePair({ stated, unlisted, differsIn }: AlikeNames): Promise<void> {
    const { file, lacking, isVouchedFor } = unlisted;
    for (const claim of stated.claims) {
      if (differsIn === 'case') this.#note('evidence.manifest-name-case', claim, { observed: file.path });
      else {
        const [observed, expected] = [normalForm(file.path), normalForm(claim.path)];
        this.#note('evidence.manifest-name-form', claim, { observed, expected });
      }
    }
    const isNowVouchedFor = await this.#compareDigests(file, stated.claims);
    this.#tellUnlisted({
      file,
      lacking: lacking.filter((manifest) => !stated.claims.some((claim) => claim.manifest === manifest)),
      isVouchedFor: isVouchedFor || isNowVouchedFor,
    });
  }

  #note(code: FindingCode, claim: Claim, told: { observed?: string; expected?: string } = {}): void {
    const where = `${claim.manifest.path}, line ${claim.line}: ${claim.path}`;
    this.#differences.add(claim.path, finding(code, where, told));
  }
}

/** The algorithms for which a file has to be read: its SHA-256 is known. */
function otherAlgorithms(claims: readonly Claim[]): readonly DigestAlgorithm[] {
  const others: DigestAlgorithm[] = [];
  for (const { algorithm } of claims) {
    if (algorithm !== null && algorithm !== 'sha256' && !others.includes(algorithm)) others.push(algorithm);
  }
  return others;
}

function listsSha256({ reading }: Manifest): boolean {
  for (const { algorithm } of reading.listed) if (algorithm === 'sha256') return true;
  return false;
}

function onlySha256(reading: ManifestReading): ManifestReading {
  return {
    ...reading,
    listed: {
      *[Symbol.iterator](): Generator<ListedFile> {
        for (const listed of reading.listed) if (listed.algorithm === 'sha256') yield listed;
      },
    },
  };
}
