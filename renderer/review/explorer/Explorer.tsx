import './explorer.css';
import { useState } from 'react';
import type { BundleRecord } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { useReview } from '../hooks/context.ts';
import type { FilePlace } from '../hooks/route.ts';
import { EntryList } from './EntryList.tsx';
import { FilePanel } from './FilePanel.tsx';

const text = strings.explorer;

interface ExplorerProps {
  readonly record: BundleRecord;
  /** The file that is shown, and where in it. */
  readonly file: FilePlace | null;
}

/** A bundle's entries on the left; on the right what is in one of them. */
export function Explorer({ record, file }: ExplorerProps) {
  const { go } = useReview();
  /** The file that others are compared with. */
  const [marked, setMarked] = useState<string | null>(null);
  const open = (path: string) => go({ at: 'bundle', bundle: record.id, part: 'files', file: { path } });
  return (
    <div className="explorer">
      <EntryList record={record} shown={file?.path ?? null} open={open} />
      {file === null ? (
        <div className="file-panel file-none">
          <p className="soft">{text.none}</p>
        </div>
      ) : (
        <FilePanel key={file.path} record={record} place={file} marked={file.against ?? marked} mark={setMarked} />
      )}
    </div>
  );
}
