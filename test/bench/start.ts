import { type RunningConsole, startConsole } from '../helpers/console.ts';

/**
 * Starts the application for a measurement. The loader of these scripts wraps functions that are sent to a page in a helper
 * that pages do not have: it is given to every page that opens from now on.
 */
export async function startMeasured(data?: string): Promise<RunningConsole> {
  const running = await startConsole(data);
  await running.review.context().addInitScript({ content: 'globalThis.__name = (named) => named;' });
  return running;
}
