import { useEffect } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { markRead } from '../../workspace/read-marks.ts';
import { useReview } from './context.ts';

/** Remembers that this packet or bundle was opened, once it is shown. */
export function useMarkRead(subject: Sha256, isShown: boolean): void {
  const { workspace, workspaceFailed } = useReview();
  useEffect(() => {
    if (isShown) markRead(workspace, subject).catch(workspaceFailed);
  }, [workspace, subject, isShown, workspaceFailed]);
}
