// What makes a tree a Debian package: DEBIAN/ and the files that Debian's policy asks for.
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './run.mjs';

const FILES = join(import.meta.dirname, 'files');
/** Where an address is asked for and none is to be published: a name that no mail reaches (RFC 2606). */
const MAINTAINER = 'The Holdfast maintainers <maintainers@holdfast.invalid>';

/** What tries the seal, and a library that Chromium opens by its name, and ends without: neither is found in the programs. */
const ALSO_NEEDED = ['libx11-xcb1', 'perl-base (>= 5.30)'];
const RECOMMENDED = ['exfatprogs'];
const SUGGESTED = ['dbus-bin', 'openssh-client', 'xdg-dbus-proxy', 'xorriso'];

/**
 * What the programs of the package need, as Debian's own tool finds it in them and in the packages that are installed here.
 * @param {readonly string[]} programs @param {string} libraries the folder of those that come with them
 * @returns {Promise<readonly string[]>} as they stand in `Depends`, sorted
 */
export async function neededPackages(programs, libraries) {
  const work = await mkdtemp(join(tmpdir(), 'holdfast-depends-'));
  try {
    await mkdir(join(work, 'debian'));
    await writeFile(join(work, 'debian/control'), 'Source: holdfast\n\nPackage: holdfast\nArchitecture: amd64\n');
    const said = run('dpkg-shlibdeps', ['-O', `-l${libraries}`, ...programs.map((one) => `-e${one}`)], { cwd: work });
    const line = said.split('\n').find((one) => one.startsWith('shlibs:Depends=')) ?? '';
    return [...line.slice('shlibs:Depends='.length).split(', '), ...ALSO_NEEDED].sort();
  } finally {
    await rm(work, { recursive: true });
  }
}

/**
 * Adds what Debian asks for to a tree that has all other files in `usr/`.
 * @param {import('./tree.mjs').Tree} tree
 * @param {{ version: string, epoch: number, depends: readonly string[] }} facts
 */
export async function addDebianFiles(tree, { version, epoch, depends }) {
  const doc = 'usr/share/doc/holdfast';
  await tree.write(`${doc}/changelog.gz`, gzipped(changelog(version, epoch)));
  await tree.write(`${doc}/copyright`, await ours('copyright'));
  await tree.write('usr/share/lintian/overrides/holdfast', await ours('lintian-overrides'));
  await tree.write('usr/share/holdfast/apparmor/holdfast-bwrap', await ours('apparmor'));
  const running = (await ours('running.sh')).trimEnd();
  const files = await tree.files();
  const sizes = await Promise.all(files.map(async (path) => (await stat(join(tree.root, path))).size));
  const kibibytes = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm']) {
    await tree.writeProgram(`DEBIAN/${script}`, (await ours(script)).replace('@running@', running));
  }
  await tree.write('DEBIAN/md5sums', run('md5sum', ['--', ...files], { cwd: tree.root }));
  await tree.write('DEBIAN/control', control({ version, depends, kibibytes }));
}

/** @param {{ version: string, depends: readonly string[], kibibytes: number }} facts */
function control({ version, depends, kibibytes }) {
  return `Package: holdfast
Version: ${version}
Architecture: amd64
Maintainer: ${MAINTAINER}
Installed-Size: ${kibibytes}
Depends: ${depends.join(', ')}
Recommends: ${RECOMMENDED.join(', ')}
Suggests: ${SUGGESTED.join(', ')}
Section: utils
Priority: optional
Description: air-gapped review console for decisions
 Decision packets and their evidence come in on removable media. The owner
 reads, picks one option, and signs a decision file that stock tools verify.
 .
 The console runs sealed off from every network, and proves that at each start.
 The command line verifies bundles, decisions and dossiers on any machine.
`;
}

/** @param {string} version @param {number} epoch */
function changelog(version, epoch) {
  return `holdfast (${version}) unstable; urgency=medium

  * What changed is in CHANGELOG.md.gz, beside this file.

 -- ${MAINTAINER}  ${new Date(epoch * 1000).toUTCString().replace('GMT', '+0000')}
`;
}

/** @param {string} name */
function ours(name) {
  return readFile(join(FILES, name), 'utf8');
}

/** As `gzip -9n` has it: without a name and a time. @param {string} text */
export function gzipped(text) {
  return gzipSync(text, { level: 9 });
}
