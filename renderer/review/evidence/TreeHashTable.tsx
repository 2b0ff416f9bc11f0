import type { TreeAlgorithm, TreeHashes } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Table } from '../../ui/Table.tsx';

const text = strings.evidence.hashes;

const ORDER: readonly TreeAlgorithm[] = [
  'dirHash',
  'gitTreeSha256',
  'gitTreeSha1',
  'merkleSha256',
  'sha256sumDot',
  'bagManifest',
];

interface TreeHashTableProps {
  /** Which tree it is. */
  readonly name: string;
  readonly hashes: TreeHashes;
}

/** The tree under every algorithm that the console knows. */
export function TreeHashTable({ name, hashes }: TreeHashTableProps) {
  return (
    <Table name={name} columns={[text.columns.algorithm, text.columns.digest]}>
      {ORDER.map((algorithm) => (
        <Row key={algorithm} algorithm={algorithm} digest={hashes[algorithm]} />
      ))}
    </Table>
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
