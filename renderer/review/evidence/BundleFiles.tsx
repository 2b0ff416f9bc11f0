import { useCallback, useState } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { EvidenceFile } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Pages } from '../../ui/Pages.tsx';
import { Table } from '../../ui/Table.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';

const text = strings.evidence.files;
const { columns } = text;

/** A page at a time: a bundle may have a million files. */
const LIMIT = 100;

const NEVER = [] as const;

interface BundleFilesProps {
  readonly bundle: Sha256;
  /** How many it has. */
  readonly total: number;
}

/** The files of a bundle in the order of the tree. */
export function BundleFiles({ bundle, total }: BundleFilesProps) {
  const [offset, setOffset] = useState(0);
  const question = useCallback(() => ask('bundle/files', { bundle, offset, limit: LIMIT }), [bundle, offset]);
  const [asked, renew] = useAnswer(question, NEVER);
  return (
    <Pages offset={offset} limit={LIMIT} total={total} go={setOffset}>
      <Answered asked={asked} renew={renew}>
        {({ files }) => (files.length === 0 ? <p className="soft">{text.none}</p> : <FileTable files={files} />)}
      </Answered>
    </Pages>
  );
}

function FileTable({ files }: { readonly files: readonly EvidenceFile[] }) {
  return (
    <Table
      name={text.title}
      className="files"
      columns={[columns.path, columns.kind, { number: columns.size }, columns.sha256]}
    >
      {inOrder(files, fileRow)}
    </Table>
  );
}

function fileRow(file: EvidenceFile) {
  return (
    <tr>
      <td>
        <Untrusted text={file.path} mono />
      </td>
      <td>{strings.terms.fileKind[file.kind]}</td>
      <td className="number nowrap">{strings.format.integer(file.size)}</td>
      <td className="file-digest">
        <Untrusted text={file.sha256} mono />
      </td>
    </tr>
  );
}
