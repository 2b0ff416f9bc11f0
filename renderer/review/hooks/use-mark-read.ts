import { useEffect, useState } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { markRead } from '../../workspace/read-marks.ts';
import { useReview } from './context.ts';

/** Remembers that this packet or bundle was opened, once it is shown, and gives when it was opened before. */
export function useMarkRead(subject: Sha256, isShown: boolean): string | null {
  const { workspace, workspaceFailed } = useReview();
  const [before, setBefore] = useState<string | null>(null);
  useEffect(() => {
    if (isShown) markRead(workspace, subject).then(setBefore, workspaceFailed);
  }, [workspace, subject, isShown, workspaceFailed]);
  return before;
}
