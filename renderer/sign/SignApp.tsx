import { useCallback, useEffect, useState } from 'react';
import type { CeremonyView } from '../../shared/contract/views.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { assertNever, type Result } from '../../shared/result.ts';
import { strings } from '../strings/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { PracticeBar } from '../ui/PracticeBar.tsx';
import { useCrash } from '../ui/use-crash.ts';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { ask } from './bridge.ts';
import { Cancel } from './Cancel.tsx';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { Confirm } from './Confirm.tsx';
import { CreateIdentity } from './CreateIdentity.tsx';
import { LinkBar } from './LinkBar.tsx';
import { OverrideLink } from './OverrideLink.tsx';
import { SignIn } from './SignIn.tsx';
import { SignPage } from './SignPage.tsx';
import { SignRun } from './SignRun.tsx';
import { SignStatement } from './SignStatement.tsx';

/** The signing window: the links, and one ceremony. */
export function SignApp() {
  return (
    <>
      <PracticeBar />
      <LinkBar />
      <CeremonyShown />
    </>
  );
}

/** One ceremony, from what the main process says that it is for until that closes the window. */
function CeremonyShown() {
  const [view, setView] = useState<Result<CeremonyView, Failure>>();
  const crash = useCrash();
  const renew = useCallback(() => {
    ask('ceremony/view', {}).then(setView, crash);
  }, [crash]);
  useEffect(renew, [renew]);
  useKeptFocus();
  useEffect(() => {
    // What shows a text to read has taken the focus by now; elsewhere the first thing to fill in has it.
    if (view?.ok !== true || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main :is(input, select, button):enabled')?.focus();
  }, [view]);

  if (view === undefined) return <p className="lone">{strings.sign.loading}</p>;
  if (!view.ok) return <NoCeremony failure={view.error} />;
  const ceremony = view.value;
  switch (ceremony.kind) {
    case 'change-passphrase':
      return <ChangePassphrase ceremony={ceremony} />;
    case 'confirm':
      return <Confirm ceremony={ceremony} />;
    case 'create-identity':
      return <CreateIdentity ceremony={ceremony} />;
    case 'override-link':
      return <OverrideLink ceremony={ceremony} next={renew} />;
    case 'sign-in':
      return <SignIn ceremony={ceremony} next={renew} />;
    case 'run':
      return <SignRun key={ceremony.signer.id} ceremony={ceremony} next={renew} />;
    case 'run-page':
      return <SignPage ceremony={ceremony} next={renew} />;
    case 'statement':
      return <SignStatement ceremony={ceremony} next={renew} />;
    default:
      return assertNever(ceremony, 'ceremony');
  }
}

function NoCeremony({ failure }: { readonly failure: Failure }) {
  return (
    <main className="ceremony">
      <h1>{strings.sign.noCeremony.title}</h1>
      <FailureNotice failure={failure} />
      <Cancel />
    </main>
  );
}
