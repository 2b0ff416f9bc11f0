import './list.css';
import { type ReactNode, useCallback, useState } from 'react';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import type { Workspace } from '../../workspace/database.ts';
import { readSubjects } from '../../workspace/read-marks.ts';
import { useLive } from '../../workspace/use-live.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import type { Asked } from '../hooks/use-answer.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { usePickSource } from '../hooks/use-pick-source.ts';
import { NoAnswer } from './Answered.tsx';
import { NeedsRole } from './NeedsRole.tsx';

interface ListWords {
  readonly title: string;
  readonly search: string;
  readonly searchHint: string;
  /** For a list that a damaged journal cuts short. */
  readonly beforeDamage?: string;
  /** While nothing was imported. */
  readonly none: string;
  readonly noMatch: (query: string) => Sentence;
  readonly count: (shown: number, all: number) => string;
}

interface ListPageProps<Row> {
  readonly what: 'packet' | 'bundle';
  readonly words: ListWords;
  /** The rows that match a query, all of them for an empty one. Must be the same function at each call. */
  readonly find: (workspace: Workspace, query: string) => Promise<readonly Row[]>;
  /** What follows a list with rows. */
  readonly after?: ReactNode;
  /** The table. `read`: what was opened before. */
  readonly children: (rows: readonly Row[], read: ReadonlySet<string>) => ReactNode;
}

/**
 * A list of the workspace, found by any word of it, and the way to the inbox while it is empty. Its search answers from the
 * first moment on, also while the list is still being read.
 */
export function ListPage<Row>({ what, words, find, after, children }: ListPageProps<Row>) {
  const { station, workspace } = useReview();
  const [query, setQuery] = useState('');
  const all = useLive(useCallback(() => find(workspace, ''), [workspace, find]));
  const found = useLive(useCallback(() => find(workspace, query), [workspace, find, query]));
  const read = useLive(useCallback(() => readSubjects(workspace), [workspace]));
  const [damaged, renewDamaged] = useAnswer(useCallback(() => ask(`${what}/damaged`, {}), [what]));

  const isEmpty = all?.length === 0;
  const search = <SearchField label={words.search} hint={words.searchHint} value={query} change={setQuery} />;
  const cutShort = station.journal.readOnly === null ? undefined : words.beforeDamage;
  const isWhole = cutShort === undefined && damaged.state === 'ready' && damaged.value.length === 0;
  return (
    <div className={isEmpty ? 'page' : 'page page-wide'}>
      <PageTitle aside={isEmpty ? null : search}>{words.title}</PageTitle>
      {cutShort === undefined ? null : <Notice tone="amber">{cutShort}</Notice>}
      <Damaged asked={damaged} renew={renewDamaged} />
      {isEmpty && isWhole ? <NothingYet none={words.none} /> : null}
      {isEmpty || all === undefined || found === undefined || read === undefined ? null : (
        <>
          <p className="soft" role="status">
            {found.length === 0 ? <Say it={words.noMatch(query)} /> : words.count(found.length, all.length)}
          </p>
          {found.length === 0 ? null : (
            <Paged key={query} rows={found}>
              {(rows) => children(rows, read)}
            </Paged>
          )}
          {after}
        </>
      )}
    </div>
  );
}

/** Who acts next, and the way to do it from here. */
function NothingYet({ none }: { readonly none: string }) {
  const { go } = useReview();
  const pick = usePickSource((folder) => go({ at: 'inbox', folder }));
  return (
    <>
      <p>{none}</p>
      <p>{strings.shell.importsNext}</p>
      <NeedsRole channel="import/start" what={strings.shell.session.toImport} />
      {pick.failure === null ? null : <FailureNotice failure={pick.failure} />}
      <div className="actions">
        <button type="button" className="button-primary" onClick={pick.choose}>
          {strings.inbox.sources.choose}
        </button>
        <button type="button" className="button-quiet" onClick={() => go({ at: 'inbox' })}>
          {strings.shell.goImport}
        </button>
      </div>
    </>
  );
}

interface DamagedProps {
  readonly asked: Asked<readonly Failure[]>;
  readonly renew: () => void;
}

/** What is here and cannot be shown any more, above the list that it is missing from. */
function Damaged({ asked, renew }: DamagedProps) {
  if (asked.state === 'failed') return <NoAnswer asked={asked} renew={renew} />;
  if (asked.state === 'loading') return null;
  return inOrder(asked.value, (failure) => <FailureNotice failure={failure} />);
}
