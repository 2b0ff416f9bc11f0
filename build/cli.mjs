// `npm run -s cli -- COMMAND`: the command line, built when its sources changed. Stdout belongs to the command.
import { spawnSync } from 'node:child_process';
import { buildCli } from './build.mjs';
import { runMain } from './say.mjs';

await runMain(async () => {
  const { script } = await buildCli();
  // npm runs scripts in the package's folder; paths on the command line are meant from where the person stands.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const run = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit', cwd });
  return run.status ?? 2;
});
