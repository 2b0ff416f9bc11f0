// The npm packages that are bundled into Holdfast: what the lock file has that is not for development alone.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SetupError } from '../say.mjs';
import { byBytes } from './tree.mjs';

const root = dirname(dirname(import.meta.dirname));

/** @typedef {{ folder: string, name: string, version: string, license: string, integrity: string }} NpmPart */
/** @typedef {{ version?: string, license?: string, integrity?: string, dev?: boolean, devOptional?: boolean }} Locked */

/**
 * @param {{ packages: Readonly<Record<string, Locked>> }} lock
 * @returns {readonly NpmPart[]} sorted by name and version
 */
export function bundledParts({ packages }) {
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true)
    .map(([folder, { version, license, integrity }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (version === undefined || license === undefined || integrity === undefined) {
        throw new SetupError(`package-lock.json does not give version, licence and digest of ${name}.`);
      }
      return { folder, name, version, license, integrity };
    })
    .sort((one, other) => byBytes(`${one.name}@${one.version}`, `${other.name}@${other.version}`));
}

/** @returns {Promise<readonly NpmPart[]>} */
export async function readBundledParts() {
  return bundledParts(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
}

/** The licence texts of these packages, one after the other. @param {readonly NpmPart[]} parts */
export async function licenceTexts(parts) {
  const texts = [];
  for (const { folder, name, version, license } of parts) {
    const names = (await readdir(join(root, folder))).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
    if (names.length === 0) throw new SetupError(`${name} ${version} brings no licence text.`);
    texts.push(`${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n`);
    for (const file of names.sort(byBytes))
      texts.push((await readFile(join(root, folder, file), 'utf8')).trimEnd(), '');
  }
  return `${texts.join('\n')}\n`;
}
