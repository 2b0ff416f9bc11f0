import type { TreeAlgorithm, TreeHashes } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';

const text = strings.evidence.hashes;

const ORDER: readonly TreeAlgorithm[] = [
  'dirHash',
  'gitTreeSha256',
  'gitTreeSha1',
  'merkleSha256',
  'sha256sumDot',
  'bagManifest',
];

/** The tree under every algorithm that the console knows. */
export function TreeHashTable({ hashes }: { readonly hashes: TreeHashes }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{text.columns.algorithm}</th>
          <th scope="col">{text.columns.digest}</th>
        </tr>
      </thead>
      <tbody>
        {ORDER.map((algorithm) => (
          <Row key={algorithm} algorithm={algorithm} digest={hashes[algorithm]} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ algorithm, digest }: { readonly algorithm: TreeAlgorithm; readonly digest: string | undefined }) {
  if (digest === undefined) return null;
  return (
    <tr>
      <th scope="row">
        <code>{algorithm}</code>
        <div className="soft">{text.algorithm[algorithm]}</div>
      </th>
      <td>
        <Digest text={digest} what={algorithm} />
      </td>
    </tr>
  );
}
