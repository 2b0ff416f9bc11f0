import { useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import type { Problem } from '../../../shared/contract/channel.ts';
import type { DossierView } from '../../../shared/contract/dossier-views.ts';
import { strings } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../bridge.ts';

const text = strings.dossier;

type Exporting =
  | { readonly state: 'none' | 'writing' }
  | { readonly state: 'done'; readonly dossier: DossierView }
  | { readonly state: 'refused'; readonly problem: Problem };

/** The way out for everything about this packet's id, and the sentence that says where it went. */
export function ExportDossier({ packet }: { readonly packet: Sha256 }) {
  const [exporting, setExporting] = useState<Exporting>({ state: 'none' });
  const crash = useCrash();

  const exportTo = async (form: 'folder' | 'zip') => {
    const picked = await ask('media/pick', { purpose: 'destination' });
    if (!picked.ok) return setExporting({ state: 'refused', problem: picked.error });
    if (picked.value === null) return;
    setExporting({ state: 'writing' });
    const answer = await ask('dossier/export', { packet, destination: picked.value.handle, form });
    setExporting(answer.ok ? { state: 'done', dossier: answer.value } : { state: 'refused', problem: answer.error });
  };
  return (
    <div>
      <p className="soft">{text.about}</p>
      <div className="actions">
        <button type="button" disabled={exporting.state === 'writing'} onClick={() => exportTo('folder').catch(crash)}>
          {exporting.state === 'writing' ? text.exporting : text.export}
        </button>
        <button type="button" disabled={exporting.state === 'writing'} onClick={() => exportTo('zip').catch(crash)}>
          {text.exportZip}
        </button>
      </div>
      {exporting.state === 'refused' ? <ProblemNotice problem={exporting.problem} /> : null}
      {exporting.state === 'done' ? <Exported dossier={exporting.dossier} /> : null}
    </div>
  );
}

function Exported({ dossier }: { readonly dossier: DossierView }) {
  return (
    <Notice tone={dossier.readBack === 'medium' ? 'good' : 'amber'} title={text.done}>
      <p>
        <Untrusted text={dossier.closing} />
      </p>
      <p>{text.digest}</p>
      <Digest text={dossier.digest} what={text.digest} />
    </Notice>
  );
}
