import type { DossierView } from '../../../shared/contract/dossier-views.ts';
import type { Handle } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useFolderWork } from '../hooks/use-folder-work.ts';
import { Silence } from '../parts/Silence.tsx';
import { CarryAway } from './CarryAway.tsx';

const text = strings.dossier;
const askCanMakeIso = () => ask('dossier/can-make-iso', {});
const NEVER = [] as const;

/** The way out for everything about this packet's id, and the sentence that says where it went. */
export function ExportDossier({ packet }: { readonly packet: Sha256 }) {
  const { work, begin } = useFolderWork<DossierView>('destination');
  const [asked] = useAnswer(askCanMakeIso, NEVER);
  const canMakeIso = asked.state === 'ready' && asked.value;
  const exportAs = (form: 'folder' | 'zip' | 'iso') =>
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
        <button
          type="button"
          disabled={work.state === 'working' || !canMakeIso}
          aria-describedby="dossier-iso"
          onClick={() => exportAs('iso')}
        >
          {text.exportIso}
        </button>
      </div>
      <p className="soft" id="dossier-iso">
        {canMakeIso ? text.aboutIso : text.noIso}
      </p>
      {work.state === 'working' ? <Silence folder={work.folder} /> : null}
      {work.state === 'refused' ? <FailureNotice failure={work.failure} /> : null}
      {work.state === 'done' ? <Exported dossier={work.done} folder={work.folder} /> : null}
    </div>
  );
}

function Exported({ dossier, folder }: { readonly dossier: DossierView; readonly folder: Handle }) {
  return (
    <Notice tone={dossier.readBack === 'medium' ? 'good' : 'amber'} title={text.done}>
      <p>
        <Say it={text.closing(dossier)} />
      </p>
      <CarryAway digest={dossier.digest} label={text.digest} steps={text.steps(dossier.readBack)} folder={folder} />
    </Notice>
  );
}
