import { useEffect, useState } from 'react';
import type { Sha256 } from '../../../shared/bytes.ts';
import { useCrash } from '../../ui/use-crash.ts';
import { deleteDraft, emptyDraft, loadDraft, saveDraft } from '../../workspace/drafts.ts';
import type { Draft } from '../../workspace/rows.ts';
import { useReview } from '../context.ts';

/** The draft of one packet, kept in the workspace at every change; `null` until it is loaded. */
export function useDraft(packet: Sha256) {
  const { workspace } = useReview();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isKept, setIsKept] = useState(true);
  const crash = useCrash();

  useEffect(() => {
    loadDraft(workspace, packet).then(setDraft, crash);
  }, [workspace, packet, crash]);

  const store = (next: Draft, stored: Promise<void>) => {
    setDraft(next);
    stored.then(
      () => setIsKept(true),
      () => setIsKept(false),
    );
  };
  return {
    draft,
    /** False when the last change could not be kept. */
    isKept,
    change: (next: Draft) => store(next, saveDraft(workspace, next)),
    clear: () => store(emptyDraft(packet), deleteDraft(workspace, packet)),
  };
}
