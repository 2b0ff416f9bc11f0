import { useCallback, useEffect, useState } from 'react';
import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Workspace } from '../../workspace/database.ts';
import { rebuildIndex } from '../../workspace/lists.ts';
import { ask, onEvent } from './bridge.ts';

/** Keeps the workspace's lists as the vault's are, at start and whenever the vault changes; tells what prevents it. */
export function useIndex(workspace: Workspace) {
  const [notCopied, setNotCopied] = useState<Failure | null>(null);
  const failed = useCallback((cause: unknown) => setNotCopied(writeFailure(cause)), []);
  useEffect(() => {
    let last = Promise.resolve();
    const renew = () => {
      last = last.then(() => copyLists(workspace)).then((done) => setNotCopied(done.ok ? null : done.error), failed);
    };
    renew();
    return onEvent((event) => {
      if (event.kind === 'vault') renew();
    });
  }, [workspace, failed]);
  return { notCopied, failed };
}

async function copyLists(workspace: Workspace): Promise<Result<null, Failure>> {
  const [packets, bundles] = await Promise.all([ask('packet/list', {}), ask('bundle/list', {})]);
  if (!packets.ok) return packets;
  if (!bundles.ok) return bundles;
  await rebuildIndex(workspace, packets.value, bundles.value);
  return ok(null);
}

function writeFailure(cause: unknown): Failure {
  return failure('station/workspace', { where: String(cause) });
}
