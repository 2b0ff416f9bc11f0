import { removableVolumes } from './volumes.ts';

const INTERVAL_MS = 2000;

/**
 * Calls `onChange` whenever a removable volume came or went, until the function it gives back is called. It looks every
 * two seconds: the kernel tells of changed mounts by a poll event on a file, which Node cannot wait for.
 * @param isStale whether something that depends on media was shown otherwise than it is: a medium that is pulled out
 * and put back between two looks changes no list
 */
export function watchVolumes(onChange: () => void, isStale: () => Promise<boolean>): () => void {
  let known: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    const seen = (await removableVolumes()).map(({ path, readOnly }) => `${path} ${readOnly}`).join('\n');
    if ((known !== null && known !== seen) || (await isStale())) onChange();
    known = seen;
    timer = setTimeout(look, INTERVAL_MS);
  };
  void look();
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
