const INTERVAL_MS = 2000;

/**
 * Calls `onChange` whenever something that depends on media is shown otherwise than it is, until the function it gives
 * back is called. It looks every two seconds: the kernel tells of changed mounts by a poll event on a file, which Node
 * cannot wait for.
 */
export function watchVolumes(onChange: () => void, isStale: () => Promise<boolean>): () => void {
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  const look = async (): Promise<void> => {
    if (await isStale()) onChange();
    if (!isOver) timer = setTimeout(look, INTERVAL_MS);
  };
  void look();
  return () => {
    isOver = true;
    if (timer !== null) clearTimeout(timer);
  };
}
