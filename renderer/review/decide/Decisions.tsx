import type { DecisionView, ExportView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { Revoke } from '../authority/Revoke.tsx';
import { ask } from '../hooks/bridge.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { Silence } from '../parts/Silence.tsx';
import { ShowQr } from '../qr/ShowQr.tsx';
import { ExportDossier } from './ExportDossier.tsx';

const text = strings.decide.decisions;

/** What has been signed for this packet, the newest first, each with its way out of the station. */
export function Decisions({ decisions }: { readonly decisions: readonly DecisionView[] }) {
  const newestFirst = [...decisions].sort((a, b) => b.sequence - a.sequence);
  const [newest] = newestFirst;
  return (
    <section aria-labelledby="decisions-title">
      <h3 id="decisions-title">{text.title}</h3>
      <NeedsRole channel="decision/export" what={strings.shell.session.toExport} />
      <ol className="decisions">
        {newestFirst.map((one) => (
          <Decision key={one.envelope} decision={one} />
        ))}
      </ol>
      {newest === undefined ? null : <ExportDossier packet={newest.packet} />}
    </section>
  );
}

function Decision({ decision }: { readonly decision: DecisionView }) {
  const { work, begin } = useFolderWork<ExportView>('destination');
  const { envelope, formats, option, reason, sequence, signer, signedAt, state } = decision;
  const isSealed = formats !== 'openssh';
  const digest = isSealed ? text.digest : text.digestOfPayload;

  const carryAway = () => begin((destination) => ask('decision/export', { decision: envelope, destination }));
  return (
    <li className="decision">
      <p>
        <span className="soft">{text.sequence(sequence)}</span> <Untrusted text={option} mono />{' '}
        {state === 'in-force' ? null : (
          <Badge tone={state === 'revoked' ? 'danger' : 'plain'}>{text.state[state]}</Badge>
        )}
      </p>
      <p className="soft">
        <Say it={text.by(signer)} />
        <br />
        <span className="nowrap tabular">{text.at(utc(signedAt))}</span>
      </p>
      {strings.terms.formats[formats] === null ? null : <p>{strings.terms.formats[formats]}</p>}
      {reason === '' ? null : (
        <p>
          {text.reason}: <Untrusted text={reason} />
        </p>
      )}
      <Disclosure summary={digest}>
        <Digest text={envelope} what={digest} />
      </Disclosure>
      <div className="actions">
        <button
          type="button"
          aria-label={text.exportOf(sequence)}
          disabled={work.state === 'working'}
          onClick={carryAway}
        >
          {work.state === 'working' ? text.exporting : text.export}
        </button>
        {isSealed ? <ShowQr decision={decision} /> : <p className="soft">{text.noQr}</p>}
      </div>
      {state === 'revoked' ? null : <Revoke envelope={envelope} what={option} />}
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice problem={work.problem} /> : null}
      {work.state === 'done' ? <ExportResult exported={work.done} /> : null}
    </li>
  );
}

const exportResultText = strings.decide.exported;

/** What was written, where, its digest, and how it was compared. */
function ExportResult({ exported }: { readonly exported: ExportView }) {
  const { folder, medium, files, digest, readBack } = exported;
  const label = files.some(({ sha256, name }) => sha256 === digest && name.endsWith('.dsse.json'))
    ? exportResultText.digest
    : exportResultText.digestOfPayload;
  return (
    <Notice tone={readBack === 'medium' ? 'good' : 'amber'} title={exportResultText.title}>
      <p>
        <Say it={exportResultText.done(files.length, folder, medium)} />
      </p>
      <p>{exportResultText.readBack[readBack]}</p>
      <p>{label}</p>
      <Digest text={digest} what={label} />
      <Disclosure summary={exportResultText.files}>
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
