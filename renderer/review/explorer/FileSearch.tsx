import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { FileAsked, FileStateView, HitView, SearchView } from '../../../shared/contract/explorer-views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import type { Result } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { ask } from '../hooks/bridge.ts';

const text = strings.explorer.search;

type Form = 'any-case' | 'text' | 'hex';
const FORMS: readonly Form[] = ['any-case', 'text', 'hex'];

interface FileSearchProps {
  readonly file: FileAsked;
  readonly size: number;
  readonly search: SearchView | null;
  readonly take: (answer: Result<FileStateView, Failure>) => void;
  readonly toHit: (hit: HitView) => void;
}

/** Searches a file from its first byte to its last, and goes from hit to hit. */
export function FileSearch({ file, size, search, take, toHit }: FileSearchProps) {
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState<Form>('any-case');
  const [hit, setHit] = useState<number | null>(null);
  const crash = useCrash();
  const wanted = wantedOf(typed, form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === null) return;
    setHit(null);
    ask('file/search', { ...file, wanted }).then(take, crash);
  };
  const goTo = useCallback(
    (index: number) => {
      setHit(index);
      ask('file/hit', { ...file, index }).then((answer) => {
        if (answer.ok && answer.value !== null) toHit(answer.value);
      }, crash);
    },
    [file, toHit, crash],
  );
  // The first hit is shown as soon as it is found.
  const isFirst = search !== null && search.listed > 0 && hit === null;
  useEffect(() => {
    if (isFirst) goTo(0);
  }, [isFirst, goTo]);
  const listed = search?.listed ?? 0;
  return (
    <>
      <form className="file-form" onSubmit={submit}>
        <label className="search file-search">
          <span>{text.label}</span>
          <input
            type="text"
            value={typed}
            maxLength={1000}
            placeholder={form === 'hex' ? text.hexHint : text.hint}
            spellCheck={false}
            aria-invalid={typed !== '' && wanted === null}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label className="search search-form">
          <span>{text.form}</span>
          <select value={form} onChange={(event) => setForm(FORMS.find((one) => one === event.target.value) ?? 'text')}>
            {FORMS.map((one) => (
              <option key={one} value={one}>
                {text.forms[one]}
              </option>
            ))}
          </select>
        </label>
        {search?.state === 'running' ? (
          <button type="button" onClick={() => ask('file/search-stop', file).then(take, crash)}>
            {text.stop}
          </button>
        ) : (
          <button type="submit" disabled={wanted === null}>
            {text.find}
          </button>
        )}
      </form>
      {search === null ? null : (
        <span className="search-state">
          <button
            type="button"
            aria-label={text.previous}
            title={text.previous}
            disabled={hit === null || hit === 0}
            onClick={() => goTo((hit ?? 1) - 1)}
          >
            ↑
          </button>
          <button
            type="button"
            aria-label={text.next}
            title={text.next}
            disabled={listed === 0 || hit === listed - 1}
            onClick={() => goTo((hit ?? -1) + 1)}
          >
            ↓
          </button>
          <span role="status">{text.told(search, hit === null ? null : hit + 1, size)}</span>
        </span>
      )}
    </>
  );
}

function wantedOf(typed: string, form: Form) {
  if (typed === '') return null;
  if (form !== 'hex') return { text: typed, anyCase: form === 'any-case' };
  const hex = typed.replaceAll(/\s|^0x/gi, '');
  return /^([0-9a-f]{2})+$/i.test(hex) ? { hex } : null;
}
