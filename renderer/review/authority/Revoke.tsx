import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { activeOwners } from '../hooks/owners.ts';
import { SignForm } from './SignForm.tsx';

const text = strings.authority.revoke;

/** Takes back one signed statement, by an owner; `what` is its action, blocker or option. */
export function Revoke({ envelope, what }: { readonly envelope: Sha256; readonly what: string }) {
  const { station } = useReview();
  const owners = activeOwners(station.identities);
  if (owners.length === 0 || station.journal.readOnly !== null) return null;
  return (
    <Disclosure summary={<Say it={text.open(what)} />}>
      <SignForm action={text.sign} signers={owners} ask={(by) => ask('authority/revoke', { envelope, ...by })}>
        <p className="soft">{text.lead}</p>
      </SignForm>
    </Disclosure>
  );
}
