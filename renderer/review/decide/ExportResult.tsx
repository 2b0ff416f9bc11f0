import type { ExportView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.decide.exported;

/** What was written, where, its digest, and how it was compared. */
export function ExportResult({ exported }: { readonly exported: ExportView }) {
  const { folder, medium, files, digest, readBack } = exported;
  const label = files.some(({ sha256, name }) => sha256 === digest && name.endsWith('.dsse.json'))
    ? text.digest
    : text.digestOfPayload;
  return (
    <Notice tone={readBack === 'medium' ? 'good' : 'amber'} title={text.title}>
      <p>
        <Say it={text.done(files.length, folder, medium)} />
      </p>
      <p>{text.readBack[readBack]}</p>
      <p>{label}</p>
      <Digest text={digest} what={label} />
      <Disclosure summary={text.files}>
        <ul className="export-files">
          {files.map((file) => (
            <li key={file.name}>
              <Untrusted text={file.name} mono /> <span className="soft">{strings.format.size(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Notice>
  );
}
