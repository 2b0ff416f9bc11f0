import type { DossierView } from '../../../shared/contract/dossier-views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { Silence } from '../parts/Silence.tsx';

const text = strings.dossier;

/** The way out for everything about this packet's id, and the sentence that says where it went. */
export function ExportDossier({ packet }: { readonly packet: Sha256 }) {
  const { work, begin } = useFolderWork<DossierView>('destination');
  const exportAs = (form: 'folder' | 'zip') =>
    begin((destination) => ask('dossier/export', { packet, destination, form }));
  return (
    <div className="dossier">
      <p className="soft">{text.about}</p>
      <div className="actions">
        <button type="button" disabled={work.state === 'working'} onClick={() => exportAs('folder')}>
          {work.state === 'working' ? text.exporting : text.export}
        </button>
        <button type="button" disabled={work.state === 'working'} onClick={() => exportAs('zip')}>
          {text.exportZip}
        </button>
      </div>
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? <Exported dossier={work.done} /> : null}
    </div>
  );
}

function Exported({ dossier }: { readonly dossier: DossierView }) {
  return (
    <Notice tone={dossier.readBack === 'medium' ? 'good' : 'amber'} title={text.done}>
      <p>
        <Say it={text.closing(dossier)} />
      </p>
      <p>{text.digest}</p>
      <Digest text={dossier.digest} what={text.digest} />
    </Notice>
  );
}
