/** What the set-up tells the person; on stderr, since stdout belongs to the command that was asked for. @param {string} text */
export function say(text) {
  process.stderr.write(`holdfast: ${text}\n`);
}

/** A reason why the set-up cannot go on, written for the person who must mend it. */
export class SetupError extends Error {}

/**
 * Runs a script's main function and ends the process with the status that it gives; a `SetupError` is its sentence alone,
 * anything else is a bug with its stack. It ends at once: a package that packs the application would end it with status 0
 * as soon as nothing is left to do, and failed tests would look passed.
 * @param {() => Promise<number>} main gives the exit status
 */
export async function runMain(main) {
  process.exit(await statusOf(main));
}

/** @param {() => Promise<number>} main */
async function statusOf(main) {
  try {
    return await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return 1;
  }
}
