/** One thing to check with stock tools: it holds when all of its shell commands end with status 0. */
export interface Step {
  readonly title: string;
  readonly commands: readonly string[];
}

/** What every line that is to be run begins with. */
export const COMMAND_INDENT = '    ';

/** The steps as lines of VERIFY.txt, numbered from 1. */
export function describeSteps(steps: readonly Step[]): readonly string[] {
  return [
    'Open a shell in this folder (cd to it) and paste the indented lines, step by step. Needed: OpenSSH 8.2 or later,',
    'OpenSSL 3.0 or later, GNU coreutils, grep and sed. Nothing is written into this folder. A step holds when its last',
    'line of output is OK; when one says DOES NOT HOLD, nothing here counts.',
    '',
    ...steps.flatMap(({ title, commands }, index) => [
      `${index + 1}. ${title}`,
      '',
      ...pasteable(commands).map((line) => `${COMMAND_INDENT}${line}`),
      '',
    ]),
  ];
}

/** One shell command list that says how it went and has the status to match, so that `sh -e` stops there as well. */
function pasteable(commands: readonly string[]): readonly string[] {
  return [...commands.map((command) => `${command} && \\`), "echo OK || { echo 'DOES NOT HOLD'; false; }"];
}
