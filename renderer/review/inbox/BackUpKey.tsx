import type { IdentityView } from '../../../shared/contract/views.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { CeremonyState } from '../parts/CeremonyState.tsx';
import { Silence } from '../parts/Silence.tsx';
import { useCare } from '../station/use-care.ts';

/** A new key has no copy yet: the way to make one, right here. */
export function BackUpKey({ identity }: { readonly identity: IdentityView }) {
  const { care, isOpen, backUp } = useCare(identity);
  return (
    <>
      {care.state === 'done' ? null : (
        <Notice
          tone="amber"
          actions={
            <button type="button" disabled={isOpen} onClick={backUp}>
              {strings.station.care.backUp}
            </button>
          }
        >
          {strings.inbox.steps.backUp}
        </Notice>
      )}
      {care.state === 'writing' ? (
        <Silence folder={care.folder} />
      ) : (
        <CeremonyState ceremony={care} say={(sentence) => sentence} cancelled={strings.station.care.cancelled} />
      )}
    </>
  );
}
