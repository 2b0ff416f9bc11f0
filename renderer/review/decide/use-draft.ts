import { useCallback, useEffect, useRef, useState } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { deleteDraft, emptyDraft, loadDraft, saveDraft } from '../../workspace/drafts.ts';
import type { Draft } from '../../workspace/rows.ts';
import { useReview } from '../hooks/context.ts';

/** Changes the draft as it is by then. */
export type ChangeDraft = (update: (draft: Draft) => Draft) => void;

/** The draft of one packet, kept in the workspace at every change; `null` until it is loaded. */
export function useDraft(packet: Sha256) {
  const { workspace } = useReview();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isKept, setIsKept] = useState(true);
  const newest = useRef(draft);
  const crash = useCrash();

  const show = useCallback((next: Draft) => {
    newest.current = next;
    setDraft(next);
  }, []);
  const store = useCallback(
    (next: Draft, stored: Promise<void>) => {
      show(next);
      stored.then(
        () => setIsKept(true),
        () => setIsKept(false),
      );
    },
    [show],
  );

  useEffect(() => {
    loadDraft(workspace, packet).then(show, crash);
  }, [workspace, packet, show, crash]);

  const change: ChangeDraft = useCallback(
    (update) => {
      if (newest.current === null) return;
      const next = update(newest.current);
      store(next, saveDraft(workspace, next));
    },
    [workspace, store],
  );
  const clear = useCallback(
    () => store(emptyDraft(packet), deleteDraft(workspace, packet)),
    [workspace, packet, store],
  );
  /** `isKept`: false when the last change could not be kept. */
  return { draft, isKept, change, clear };
}
