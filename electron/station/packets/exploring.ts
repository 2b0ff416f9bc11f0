import type { Handlers } from '../../../shared/contract/channel.ts';
import type { ProofView, RowsView } from '../../../shared/contract/explorer-views.ts';
import { IMAGE_BYTES_LIMIT } from '../../../shared/contract/limits.ts';
import type { ReviewChannels } from '../../../shared/contract/review.ts';
import { fromHex, type Sha256, toHex, utf8 } from '../../../shared/encoding/bytes.ts';
import { type FileProof, fileProofText, verifyFileProof } from '../../../shared/evidence/file-proof.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Part } from '../../../shared/statement/read-record.ts';
import type { AskedOf, ExplorerAnswer, ExplorerCall } from '../../core/vault/explore/requests.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { passedOn } from '../passed-on.ts';
import type { Station } from '../station.ts';
import { bundleAmong, heldBundles } from './held-bundles.ts';

type Exploring = Pick<
  Handlers<ReviewChannels>,
  | 'bundle/first-entries'
  | 'bundle/entries'
  | 'bundle/tree'
  | 'bundle/first-rows'
  | 'bundle/tree-find'
  | 'bundle/tree-place'
  | 'bundle/which-held'
  | 'bundle/check-places'
  | Extract<keyof ReviewChannels, `file/${string}`>
>;

/**
 * What the window asks of a bundle's entries and files: nearly all of it is the explorer's thread to answer. Which bytes
 * of a file it was sent is remembered.
 */
export function exploring({ vault, opened }: Pick<Station, 'vault' | 'opened'>): Exploring {
  const ask = async <Call extends ExplorerCall>(call: Call, asked: AskedOf<Call>) =>
    passed(await vault.explorer.ask(call, asked));
  return {
    'bundle/first-entries': async ({ bundle, limit }) => {
      const files = await vault.firstEntries(bundle, limit);
      return files.ok ? files : err(passedOn('bundle', files.error));
    },
    'bundle/entries': (asked) => ask('entries', asked),
    'bundle/tree': (asked) => ask('tree', asked),
    'bundle/first-rows': (asked) => ask('first-rows', asked),
    'bundle/tree-find': (asked) => ask('tree-find', asked),
    'bundle/tree-place': (asked) => ask('tree-place', asked),
    'bundle/which-held': (asked) => ask('held', asked),
    'bundle/check-places': async ({ bundle }) => {
      const record = await held(vault, bundle);
      return record.ok ? ask('checks', { bundle, results: record.value.checks }) : record;
    },
    'file/open': async (asked) => {
      const look = await ask('open', asked);
      // A tree's number of files does not count links.
      if (look.ok && look.value.file.kind !== 'symlink') opened.fileOpened(asked, look.value.file.size);
      return look;
    },
    'file/rows': async (asked) => {
      const rows = await ask('rows', asked);
      const part = rows.ok ? partOfRows(rows.value) : null;
      if (part !== null) opened.bytesSent(asked, part);
      return rows;
    },
    'file/bytes': async (asked) => {
      const bytes = await ask('bytes', asked);
      if (bytes.ok) opened.bytesSent(asked, { first: asked.offset, last: asked.offset + bytes.value.length - 1 });
      return bytes;
    },
    'file/image': async (asked) => {
      const image = await ask('whole', { ...asked, maxBytes: IMAGE_BYTES_LIMIT });
      if (image.ok) opened.wholeSent(asked);
      return image;
    },
    'file/state': (asked) => ask('state', asked),
    'file/search': ({ wanted, ...file }) =>
      'text' in wanted
        ? ask('search', { ...file, wanted: utf8(wanted.text), anyCase: wanted.anyCase })
        : ask('search', { ...file, wanted: fromHex(wanted.hex) ?? new Uint8Array(1), anyCase: false }),
    'file/search-stop': (asked) => ask('stop-search', asked),
    'file/hit': (asked) => ask('hit', asked),
    'file/proof': async (asked) => {
      const record = await held(vault, asked.bundle);
      if (!record.ok) return record;
      const proven = await ask('proof', asked);
      if (!proven.ok) return proven;
      if (proven.value.kind !== 'proof') return ok(proven.value);
      return ok(proofView(proven.value.proof, record.value.summary.merkleSha256));
    },
    'file/diff': (asked) => ask('diff', asked),
  };
}

/** The bytes that rows show, with the line ends between them; `null` for none. */
function partOfRows(view: RowsView): Part | null {
  const [first, last] = view.kind === 'rows' ? [view.rows[0], view.rows.at(-1)] : [];
  if (view.kind !== 'rows' || first === undefined || last === undefined) return null;
  return { first: first.offset, last: view.isEnd ? Number.MAX_SAFE_INTEGER : last.offset + last.length - 1 };
}

async function held(vault: Vault, id: Sha256) {
  const bundles = await heldBundles(vault);
  return bundles.ok ? bundleAmong(bundles.value, id) : bundles;
}

function passed<Call extends ExplorerCall>(answer: ExplorerAnswer<Call>) {
  return answer.ok ? answer : err(passedOn('bundle', answer.error));
}

function proofView(proof: FileProof, root: string): ProofView {
  const { index, size, hashes } = proof;
  return {
    kind: 'proof',
    index,
    size,
    hashes: hashes.map(toHex),
    root,
    holds: verifyFileProof(proof, root).length === 0,
    text: fileProofText(proof),
  };
}
