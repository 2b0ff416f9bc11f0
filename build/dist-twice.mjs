// `npm run dist:twice [-- ARGUMENTS OF dist]`: packages of this commit, made twice, in two folders, by two umasks, in two
// time zones and languages, the second time a while later, and compared byte for byte. The first ones are kept in
// out/packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './dist/run.mjs';
import { runMain, SetupError, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const OUT = join(root, 'out/packages');

const SURROUNDINGS = [
  { folder: 'one', umask: '022', env: { TZ: 'UTC', LC_ALL: 'C.UTF-8' } },
  { folder: 'a/longer path/two', umask: '077', env: { TZ: 'Asia/Ho_Chi_Minh', LC_ALL: 'vi_VN.UTF-8' } },
];

await runMain(async () => {
  const commit = run('git', ['-C', root, 'rev-parse', 'HEAD']).trim();
  const work = await mkdtemp(join(tmpdir(), 'holdfast-twice-'));
  try {
    const made = [];
    for (const { folder, umask, env } of SURROUNDINGS) {
      const clone = join(work, folder);
      run('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
      run('git', ['-C', clone, 'checkout', '--quiet', commit]);
      // What npm installs from the lock file is the same in both.
      run('cp', ['-al', join(root, 'node_modules'), join(clone, 'node_modules')]);
      const started = performance.now();
      const command = ['umask "$1" && shift && exec "$@"', 'sh', umask, process.execPath, 'build/dist.mjs'];
      const { status } = spawnSync('sh', ['-c', ...command, ...process.argv.slice(2)], {
        cwd: clone,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...env },
      });
      if (status !== 0) throw new SetupError(`npm run dist ended with ${status} in ${clone}.`);
      say(`made in ${Math.round((performance.now() - started) / 1000)} s`);
      made.push(await digestsIn(join(clone, 'out/packages')));
      if (made.length === 1) {
        await rm(OUT, { recursive: true, force: true });
        await cp(join(clone, 'out/packages'), OUT, { recursive: true });
      }
    }
    return compare(made[0] ?? new Map(), made[1] ?? new Map());
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

/** @param {string} folder @returns {Promise<Map<string, string>>} */
async function digestsIn(folder) {
  const digests = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk);
    digests.set(name, hash.digest('hex'));
  }
  return digests;
}

/** @param {Map<string, string>} one @param {Map<string, string>} other @returns {number} the exit status */
function compare(one, other) {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const differing = names.filter((name) => one.get(name) !== other.get(name));
  for (const name of names) {
    say(differing.includes(name) ? `differs: ${name}` : `the same both times: ${one.get(name)}  ${name}`);
  }
  return differing.length === 0 && names.length > 0 ? 0 : 1;
}
