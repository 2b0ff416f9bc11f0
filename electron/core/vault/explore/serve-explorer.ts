import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { FileAsked, TreeRowView } from '../../../../shared/contract/explorer-views.ts';
import type { Sha256 } from '../../../../shared/encoding/bytes.ts';
import type { CheckResult, EvidenceFile } from '../../../../shared/evidence/types.ts';
import { failure } from '../../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { placesOfChecks } from '../../assess/checks.ts';
import { systemFailure } from '../../files/file-failure.ts';
import { DamagedManifest, Manifest } from '../../tree/manifest.ts';
import { manifestPath } from '../store/bundle-store.ts';
import type { VaultLayout } from '../store/layout.ts';
import { VaultEvidence } from '../store/vault-evidence.ts';
import { type VaultFailure, vaultUnusable } from '../store/vault-failure.ts';
import { diffFiles } from './diff-files.ts';
import { EntryIndex } from './entry-index.ts';
import { OpenContent } from './open-content.ts';
import { OpenFile } from './open-file.ts';
import type { AskedOf, ExplorerAnswer, ExplorerCall, ExplorerHandlers, ExplorerRole, ProvenFile } from './requests.ts';
import { TreeProofs } from './tree-proofs.ts';

/** Whoever asks for a proof waits this long for the tree to be hashed before it is told how far that is. */
const PROOF_WAIT_MS = 200;

/** Every path that begins with a folder and a slash is before the folder with this. */
const AFTER_SLASH = '0';

/** One call as it reaches the thread, with the port that is answered on. */
export interface PostedCall<Call extends ExplorerCall = ExplorerCall> {
  readonly call: Call;
  readonly asked: AskedOf<Call>;
  readonly port: MessagePort;
}

/** Answers calls in this thread until it is terminated. */
export function serveExplorer({ layout }: ExplorerRole): void {
  if (parentPort === null) throw new Error('the explorer answers in a thread of its own');
  const handlers = explorerHandlers(layout);
  parentPort.on('message', (posted: PostedCall) => {
    void answer(handlers, posted).then((answered) => posted.port.postMessage(answered));
  });
}

function answer<Call extends ExplorerCall>(
  handlers: ExplorerHandlers,
  { call, asked }: PostedCall<Call>,
): Promise<ExplorerAnswer<Call>> {
  return handlers[call](asked);
}

/** One bundle's index and one open file at a time. What concerns the file is done in the order that it is asked for. */
export function explorerHandlers(layout: VaultLayout): ExplorerHandlers {
  const explored = new Explored(layout);
  return {
    entries: async ({ bundle, ...page }) => tried(bundle, async () => ok((await explored.index(bundle)).page(page))),
    tree: async ({ bundle, offset, limit, ...asked }) =>
      tried(bundle, async () => ok((await explored.index(bundle)).tree(asked, offset, limit))),
    'first-rows': ({ bundle, limit }) =>
      tried(bundle, async () => withManifest(layout, bundle, (manifest) => ok(firstRows(manifest, limit)))),
    'tree-find': ({ bundle, from, begins, ...asked }) =>
      tried(bundle, async () => ok((await explored.index(bundle)).treeFind(asked, from, begins))),
    'tree-place': ({ bundle, path, ...asked }) =>
      tried(bundle, async () => ok((await explored.index(bundle)).treePlace(asked, path))),
    open: (asked) => explored.withFile(asked, (file) => file.look(), 'anew'),
    rows: ({ at, columns, ...asked }) => explored.withFile(asked, (file) => file.rows(at, columns)),
    bytes: ({ offset, limit, ...asked }) => explored.withFile(asked, (file) => file.content.read(offset, limit)),
    whole: async ({ maxBytes, ...asked }) => {
      const read = await explored.withFile(asked, (file) => file.readWhole(maxBytes));
      return read.ok ? read.value : read;
    },
    state: (asked) => explored.withFile(asked, async (file) => file.state),
    search: ({ wanted, anyCase, ...asked }) => explored.withFile(asked, (file) => file.search(wanted, anyCase)),
    'stop-search': (asked) => explored.withFile(asked, (file) => file.stopSearch()),
    hit: ({ index, ...asked }) => explored.withFile(asked, async (file) => file.hit(index)),
    proof: ({ bundle, path }) => tried(path, async () => ok(await explored.proof(bundle, path))),
    held: ({ bundle, paths }) =>
      tried(bundle, async () =>
        withManifest(layout, bundle, (manifest) => ok(paths.filter((path) => manifest.find(path) !== null))),
      ),
    checks: ({ bundle, results }) => tried(bundle, async () => ok(await placesInVault(layout, bundle, results))),
    diff: async ({ other, ...asked }) => {
      const right = await openContent(layout, other);
      if (!right.ok) return right;
      try {
        return await explored.withFile(asked, (file) => diffFiles(file.content, right.value));
      } finally {
        await right.value.close();
      }
    },
  };
}

class Explored {
  readonly #layout: VaultLayout;
  #index: { readonly bundle: Sha256; readonly read: Promise<EntryIndex> } | null = null;
  #file: { readonly bundle: Sha256; readonly file: OpenFile } | null = null;
  #proofs: { readonly bundle: Sha256; readonly tree: TreeProofs } | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(layout: VaultLayout) {
    this.#layout = layout;
  }

  /** @throws as `EntryIndex.read` does */
  async index(bundle: Sha256): Promise<EntryIndex> {
    if (this.#index?.bundle !== bundle) {
      const before = this.#index;
      const read = EntryIndex.read(manifestPath(this.#layout, bundle), bundle);
      this.#index = { bundle, read };
      // What could not be read is told to whoever asked for it; the next asks anew.
      read.catch(() => {
        if (this.#index?.read === read) this.#index = null;
      });
      before?.read.then(
        (index) => index.close(),
        () => undefined,
      );
    }
    return this.#index.read;
  }

  /** @throws as `TreeProofs` does */
  async proof(bundle: Sha256, path: string): Promise<ProvenFile> {
    const tree = this.#proofsOf(bundle);
    const isHashed = await Promise.race([tree.hashed.then(() => true), sleep(PROOF_WAIT_MS, false)]);
    if (!isHashed) return tree.progress;
    const proof = await tree.prove(path);
    return proof === null ? { kind: 'link' } : { kind: 'proof', proof };
  }

  #proofsOf(bundle: Sha256): TreeProofs {
    if (this.#proofs?.bundle === bundle) return this.#proofs.tree;
    this.#proofs?.tree.stop();
    const tree = new TreeProofs(manifestPath(this.#layout, bundle));
    this.#proofs = { bundle, tree };
    // What could not be read is told to whoever asked for it; the next asks anew.
    tree.hashed.catch(() => {
      if (this.#proofs?.tree === tree) this.#proofs = null;
    });
    return tree;
  }

  /** Does something with a file, which is opened unless it is open already. */
  withFile<T>(
    asked: FileAsked,
    act: (file: OpenFile) => Promise<T>,
    how: 'as-it-is' | 'anew' = 'as-it-is',
  ): Promise<Result<T, VaultFailure>> {
    const done = this.#last.then(() =>
      tried(asked.path, async () => {
        const opened = await this.#open(asked, how);
        return opened.ok ? ok(await act(opened.value)) : opened;
      }),
    );
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #open(asked: FileAsked, how: 'as-it-is' | 'anew'): Promise<Result<OpenFile, VaultFailure>> {
    const open = this.#file;
    if (how === 'as-it-is' && open?.bundle === asked.bundle && open.file.content.file.path === asked.path)
      return ok(open.file);
    this.#file = null;
    await open?.file.close();
    const content = await openContent(this.#layout, asked);
    if (!content.ok) return content;
    const file = new OpenFile(content.value);
    this.#file = { bundle: asked.bundle, file };
    return ok(file);
  }
}

/** What stands in the root, from its first entry on: each folder is passed over once its first entry was found. */
function firstRows(manifest: Manifest, limit: number): readonly TreeRowView[] {
  const rows: TreeRowView[] = [];
  let from = '';
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const file of manifest.from(from)) {
      if (rows.length === limit) break;
      const slash = file.path.indexOf('/');
      if (slash === -1) rows.push({ kind: 'file', level: 1, parent: -1, file });
      else {
        const path = file.path.slice(0, slash);
        rows.push({ kind: 'folder', level: 1, parent: -1, path, isOpen: false, below: null });
        from = `${path}${AFTER_SLASH}`;
        isMore = true;
        break;
      }
    }
  }
  return rows;
}

async function openContent(
  layout: VaultLayout,
  { bundle, path }: FileAsked,
): Promise<Result<OpenContent, VaultFailure>> {
  return tried(path, async () => {
    const file = withManifest(layout, bundle, (manifest): EvidenceFile | null => manifest.find(path));
    return file === null ? err(failure('vault/missing', { where: path })) : OpenContent.open(layout, file);
  });
}

async function placesInVault(layout: VaultLayout, bundle: Sha256, results: readonly CheckResult[]) {
  const evidence = new VaultEvidence(manifestPath(layout, bundle), layout);
  try {
    return await placesOfChecks(evidence, results);
  } finally {
    evidence.close();
  }
}

function withManifest<T>(layout: VaultLayout, bundle: Sha256, use: (manifest: Manifest) => T): T {
  const manifest = new Manifest(manifestPath(layout, bundle));
  try {
    return use(manifest);
  } finally {
    manifest.close();
  }
}

async function tried<T>(where: string, act: () => Promise<Result<T, VaultFailure>>): Promise<Result<T, VaultFailure>> {
  try {
    return await act();
  } catch (thrown) {
    if (thrown instanceof DamagedManifest) return err(failure('vault/damaged', { where }));
    return err(vaultUnusable(systemFailure(thrown, where)));
  }
}
