import { strings } from '../../strings/index.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Identities } from './Identities.tsx';
import { SignIn } from './SignIn.tsx';
import { TrustKey } from './TrustKey.tsx';

/** Who is at the console, who may sign on this station, and whose keys it trusts. */
export function PeoplePage() {
  return (
    <div className="page">
      <PageTitle>{strings.station.people}</PageTitle>
      <SignIn />
      <Identities />
      <TrustKey />
    </div>
  );
}
