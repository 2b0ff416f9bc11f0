// `npm run dist [-- --key KEY]`: what a person installs from a stick, in out/packages: a .deb, a .tar.gz, a bill of
// materials, how to install, and the digests of all of it, signed when a key is named. The same commit gives the same
// bytes. docs/decisions/026-packages.md.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCli, buildRelease } from './build.mjs';
import { ensureSystem } from './debian.mjs';
import { packDeb, packTarGz } from './dist/archives.mjs';
import { loadCatalogue } from './dist/catalogue.mjs';
import { bashCompletion } from './dist/completion.mjs';
import { addDebianFiles, gzipped, neededPackages } from './dist/debian.mjs';
import { manPages } from './dist/man.mjs';
import { fetchNode, NODE } from './dist/node.mjs';
import { licenceTexts, readBundledParts } from './dist/npm-parts.mjs';
import { run } from './dist/run.mjs';
import { sbom } from './dist/sbom.mjs';
import { byBytes, Tree } from './dist/tree.mjs';
import { resolveRuntime } from './runtime.mjs';
import { runMain, SetupError, say } from './say.mjs';

const root = dirname(import.meta.dirname);
const FILES = join(import.meta.dirname, 'dist/files');
const OUT = join(root, 'out/packages');
/** The names under which a release is signed and verified. */
const NAMESPACE = 'release@holdfast';
const APPLICATION = 'usr/lib/holdfast';
const BWRAP = '/usr/bin/bwrap';

/**
 * Makes the packages of the commit that is checked out.
 * @param {{ key: string | null, unsupported: string | null }} options `key`: the file of an OpenSSH private key
 */
async function makePackages({ key, unsupported }) {
  ensureSystem('package');
  const commit = readCommit();
  const { folder } = await buildRelease(unsupported);
  const { script } = await buildCli();
  const node = await fetchNode();
  const work = await mkdtemp(join(tmpdir(), 'holdfast-dist-'));
  try {
    const tree = new Tree(join(work, 'deb'));
    const npm = await readBundledParts();
    await tree.copyFolder(APPLICATION, folder);
    await tree.copy(`${APPLICATION}/seal/bwrap`, BWRAP);
    await addCommandLine(tree, dirname(script), node, commit);
    await addDesktopFiles(tree);
    await addDocumentation(tree, npm);
    const programs = ['holdfast', 'chrome_crashpad_handler', 'libEGL.so', 'libGLESv2.so', 'seal/bwrap', 'cli/node'];
    const depends = await neededPackages(
      programs.map((program) => join(tree.root, APPLICATION, program)),
      join(tree.root, APPLICATION),
    );
    const names = namesOf(commit.version);
    await mkdir(join(work, 'tar', names.folder), { recursive: true });
    await cp(join(tree.root, 'usr'), join(work, 'tar', names.folder), { recursive: true, verbatimSymlinks: true });
    await addDebianFiles(tree, { ...commit, depends });
    const installed = await sums(
      tree.root,
      (await tree.files()).filter((path) => path.startsWith('usr/')),
    );

    await rm(OUT, { recursive: true, force: true });
    await mkdir(OUT, { recursive: true });
    const asar = installed.find(({ path }) => path === `${APPLICATION}/resources/app.asar`)?.sha256 ?? '';
    const install = await installText({ ...names, ...commit, asar, depends });
    await writeFile(join(OUT, 'INSTALL.txt'), install);
    const absolute = installed.map(({ path, sha256 }) => ({ path: `/${path}`, sha256 }));
    await writeFile(join(OUT, 'SHA256SUMS-installed'), sumLines(absolute));
    const inventory = {
      ...commit,
      npm,
      runtime: await runtimeVersions(),
      node: NODE,
      bubblewrap: versionOf('bubblewrap'),
      files: absolute.filter(({ path }) => path.startsWith(`/${APPLICATION}/`)),
    };
    await writeFile(join(OUT, names.sbom), `${JSON.stringify(sbom(inventory), null, 2)}\n`);
    await tree.settle(commit.epoch);
    packDeb(tree.root, join(OUT, names.deb), commit.epoch);
    const unpacked = new Tree(join(work, 'tar', names.folder));
    await unpacked.write('INSTALL.txt', install);
    await unpacked.settle(commit.epoch);
    packTarGz(join(work, 'tar'), names.folder, join(OUT, names.tar), commit.epoch);
    await writeFile(join(OUT, 'SHA256SUMS'), sumLines(await sums(OUT, (await readdir(OUT)).sort(byBytes))));
    say(`the packages of ${commit.version} are in ${OUT}`);
    say(`app.asar, which Station and each decision call the build: ${asar}`);
    sign(key);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Which version this is. Only a commit that is tagged as one bears the bare number; any other names itself.
 * @returns {{ version: string, commit: string, epoch: number, date: string }}
 */
function readCommit() {
  const git = (/** @type {readonly string[]} */ ...args) => run('git', ['-C', root, ...args]).trim();
  const { version } = JSON.parse(git('show', 'HEAD:package.json'));
  const changed = git('status', '--porcelain');
  if (changed !== '') {
    throw new SetupError(`packages are made of a commit, and these files are not committed:\n${changed}`);
  }
  const commit = git('rev-parse', 'HEAD');
  const epoch = Number(git('log', '-1', '--format=%ct'));
  const date = new Date(epoch * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const isRelease = git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`);
  const suffix = `+git${date.replaceAll('-', '')}.${commit.slice(0, 12)}`;
  return { version: isRelease ? version : `${version}${suffix}`, commit, epoch, date };
}

/** @param {string} version */
function namesOf(version) {
  const folder = `holdfast-${version}-linux-x64`;
  return {
    deb: `holdfast_${version}_amd64.deb`,
    folder,
    tar: `${folder}.tar.gz`,
    sbom: `holdfast-${version}.cdx.json`,
  };
}

/**
 * @param {Tree} tree @param {string} bundles the folder of its bundles
 * @param {{ program: string, licence: string }} node @param {{ version: string, date: string }} edition
 */
async function addCommandLine(tree, bundles, node, edition) {
  const folder = `${APPLICATION}/cli`;
  await tree.copyFolder(folder, bundles);
  await tree.copy(`${folder}/node`, node.program);
  await tree.copy(`${folder}/LICENSE.node`, node.licence);
  await tree.writeProgram(`${folder}/holdfast`, await readFile(join(FILES, 'holdfast.sh'), 'utf8'));
  await tree.link('usr/bin/holdfast', '../lib/holdfast/cli/holdfast');
  await tree.link('usr/bin/holdfast-console', '../lib/holdfast/seal/launch');
  const catalogue = await loadCatalogue();
  for (const [name, page] of manPages(catalogue, edition))
    await tree.write(`usr/share/man/man1/${name}.gz`, gzipped(page));
  await tree.write('usr/share/bash-completion/completions/holdfast', bashCompletion(catalogue));
}

/** @param {Tree} tree */
async function addDesktopFiles(tree) {
  await tree.copy('usr/share/applications/holdfast.desktop', join(FILES, 'holdfast.desktop'));
  for (const size of [48, 128, 256]) {
    await tree.copy(
      `usr/share/icons/hicolor/${size}x${size}/apps/holdfast.png`,
      join(import.meta.dirname, `icons/holdfast-${size}.png`),
    );
  }
  await tree.copy(
    'usr/share/icons/hicolor/scalable/apps/holdfast.svg',
    join(import.meta.dirname, 'icons/holdfast.svg'),
  );
}

/** @param {Tree} tree @param {Awaited<ReturnType<typeof readBundledParts>>} npm */
async function addDocumentation(tree, npm) {
  const doc = 'usr/share/doc/holdfast';
  await tree.write(`${doc}/CHANGELOG.md.gz`, gzipped(await readFile(join(root, 'CHANGELOG.md'), 'utf8')));
  await tree.write(`${doc}/licences-npm.txt.gz`, gzipped(await licenceTexts(npm)));
  await tree.copy(`${doc}/threat-model.md`, join(root, 'docs/threat-model.md'));
}

/** @param {{ version: string, commit: string, deb: string, tar: string, sbom: string, folder: string, asar: string, depends: readonly string[] }} facts */
async function installText({ depends, ...facts }) {
  const gaps = { ...facts, depends: depends.map((one) => `  ${one}`).join('\n') };
  return Object.entries(gaps).reduce(
    (text, [name, value]) => text.replaceAll(`@${name}@`, String(value)),
    await readFile(join(FILES, 'INSTALL.txt'), 'utf8'),
  );
}

/** What Electron says of itself. @returns {Promise<Readonly<Record<string, string>>>} */
async function runtimeVersions() {
  const { executable } = await resolveRuntime();
  return JSON.parse(
    run(executable, ['-p', 'JSON.stringify(process.versions)'], { env: { ELECTRON_RUN_AS_NODE: '1' } }),
  );
}

/** @param {string} name of an installed Debian package */
function versionOf(name) {
  return run('dpkg-query', ['--status', name]).match(/^Version: (.+)$/m)?.[1] ?? '';
}

/** @param {string} folder @param {readonly string[]} paths @returns {Promise<readonly { path: string, sha256: string }[]>} */
async function sums(folder, paths) {
  const found = [];
  for (const path of paths) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, path))) hash.update(chunk);
    found.push({ path, sha256: hash.digest('hex') });
  }
  return found;
}

/** As `sha256sum --check` takes them. @param {readonly { path: string, sha256: string }[]} found */
function sumLines(found) {
  return found.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}

/** @param {string | null} key */
function sign(key) {
  if (key === null) {
    say('not signed: no key was named (--key FILE, or HOLDFAST_RELEASE_KEY). Nobody vouches for these files.');
    return;
  }
  run('ssh-keygen', ['-Y', 'sign', '-f', key, '-n', NAMESPACE, join(OUT, 'SHA256SUMS')]);
  say(`signed: SHA256SUMS.sig, by ${run('ssh-keygen', ['-l', '-f', key]).trim()}`);
}

await runMain(async () => {
  const { values } = parseArgs({ options: { key: { type: 'string' }, 'unsupported-runtime': { type: 'string' } } });
  await makePackages({
    key: values.key ?? process.env.HOLDFAST_RELEASE_KEY ?? null,
    unsupported: values['unsupported-runtime'] ?? null,
  });
  return 0;
});
