/** What the set-up tells the person; on stderr, since stdout belongs to the command that was asked for. @param {string} text */
export function say(text) {
  process.stderr.write(`holdfast: ${text}\n`);
}

/** A reason why the set-up cannot go on, written for the person who must mend it. */
export class SetupError extends Error {}

/**
 * Runs a script's main function; a `SetupError` is its sentence alone, anything else is a bug with its stack.
 * @param {() => Promise<number>} main gives the exit status
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
