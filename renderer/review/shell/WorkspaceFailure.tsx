import { assertNever } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { deleteWorkspace, type OpenFailure } from '../../workspace/database.ts';

/** The whole window when the workspace stays shut: why, and what can be done. */
export function WorkspaceFailure({ failure }: { readonly failure: OpenFailure }) {
  return (
    <main className="lone">
      <Explanation failure={failure} />
    </main>
  );
}

function Explanation({ failure }: { readonly failure: OpenFailure }) {
  const crash = useCrash();
  const { newer, unusable } = strings.shell.workspace;
  switch (failure.kind) {
    case 'newer':
      return (
        <Notice tone="danger" title={newer.title}>
          <p>{newer.body(failure.found, failure.known)}</p>
        </Notice>
      );
    case 'unusable': {
      const rebuild = () => deleteWorkspace().then(() => location.reload(), crash);
      return (
        <Notice
          tone="danger"
          title={unusable.title}
          actions={
            <button type="button" onClick={rebuild}>
              {unusable.rebuild}
            </button>
          }
        >
          <p>{unusable.body}</p>
          <p>
            <Untrusted text={failure.cause} mono />
          </p>
        </Notice>
      );
    }
    default:
      return assertNever(failure, 'workspace failure');
  }
}
