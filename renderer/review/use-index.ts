import { useEffect, useState } from 'react';
import type { Problem } from '../../shared/contract/channel.ts';
import { ok, type Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';
import type { Workspace } from '../workspace/database.ts';
import { rebuildIndex } from '../workspace/lists.ts';
import { ask, onEvent } from './bridge.ts';

/** Keeps the workspace's lists as the vault's are: at start, and whenever the vault changes. Gives what prevents it. */
export function useIndex(workspace: Workspace): Problem | null {
  const [problem, setProblem] = useState<Problem | null>(null);
  const crash = useCrash();
  useEffect(() => {
    let last = Promise.resolve();
    const renew = () => {
      last = last
        .then(() => copyLists(workspace))
        .then((done) => setProblem(done.ok ? null : done.error))
        .catch(crash);
    };
    renew();
    return onEvent((event) => {
      if (event.kind === 'vault') renew();
    });
  }, [workspace, crash]);
  return problem;
}

async function copyLists(workspace: Workspace): Promise<Result<null, Problem>> {
  const [packets, bundles] = await Promise.all([ask('packet/list', {}), ask('bundle/list', {})]);
  if (!packets.ok) return packets;
  if (!bundles.ok) return bundles;
  await rebuildIndex(workspace, packets.value, bundles.value);
  return ok(null);
}
