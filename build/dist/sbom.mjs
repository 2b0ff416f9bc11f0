// The bill of materials: CycloneDX 1.6 in JSON, as the specification has it, of everything that a package holds.

/**
 * @typedef {object} Inventory
 * @property {string} version of Holdfast
 * @property {string} commit
 * @property {number} epoch in seconds
 * @property {readonly import('./npm-parts.mjs').NpmPart[]} npm
 * @property {Readonly<Record<string, string>>} runtime the versions in Electron, as its process.versions says
 * @property {{ version: string, integrity: string, spec: string }} node
 * @property {string} bubblewrap the version of the Debian package that its program is from
 * @property {readonly { path: string, sha256: string }[]} files the installed files that are compared
 */

/** @param {Inventory} inventory */
export function sbom({ version, commit, epoch, npm, runtime, node, bubblewrap, files }) {
  const ref = `pkg:generic/holdfast@${version}`;
  const { electron = '', chrome = '', node: electronNode = '', v8 = '' } = runtime;
  const components = [
    part('framework', 'electron', electron, `pkg:npm/electron@${electron}`, { licence: 'MIT' }),
    part('framework', 'chromium', chrome, `pkg:generic/chromium@${chrome}`, { licence: 'BSD-3-Clause', note: INSIDE }),
    part('framework', 'node', electronNode, `pkg:generic/node@${electronNode}`, { licence: 'MIT', note: INSIDE }),
    part('library', 'v8', v8, `pkg:generic/v8@${v8}`, { licence: 'BSD-3-Clause', note: INSIDE }),
    part('application', 'node', node.version, purlOf(node.spec), {
      licence: 'MIT',
      sha512: hexOf(node.integrity),
      note: 'Runs the command line; from an npm package, whose digest this is.',
    }),
    part(
      'application',
      'bubblewrap',
      bubblewrap,
      `pkg:deb/debian/bubblewrap@${encodeURIComponent(bubblewrap)}?arch=amd64`,
      {
        licence: 'LGPL-2.0-or-later',
        note: 'The program bwrap alone, as the package of this version has it.',
      },
    ),
    ...npm.map(({ name, version: its, license, integrity }) =>
      part('library', name, its, purlOf(`${name}@${its}`), { licence: license, sha512: hexOf(integrity) }),
    ),
    ...files.map(({ path, sha256 }) => ({
      type: 'file',
      'bom-ref': `file:${path}`,
      name: path,
      hashes: [{ alg: 'SHA-256', content: sha256 }],
    })),
  ];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'),
      component: {
        type: 'application',
        'bom-ref': ref,
        name: 'holdfast',
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        purl: ref,
        properties: [{ name: 'holdfast:commit', value: commit }],
      },
    },
    components,
    dependencies: [{ ref, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

const INSIDE = 'Part of Electron, as it says of itself.';

/**
 * @param {string} type @param {string} name @param {string} version @param {string} purl
 * @param {{ licence: string, sha512?: string, note?: string }} more `licence`: an SPDX expression
 */
function part(type, name, version, purl, { licence, sha512, note }) {
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    ...(note === undefined ? {} : { description: note }),
    ...(sha512 === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
    licenses: [{ expression: licence }],
    purl,
  };
}

/** @param {string} spec `name@version` of an npm package */
function purlOf(spec) {
  return `pkg:npm/${spec.replace(/^@/, '%40')}`;
}

/** @param {string} integrity `sha512-` and base64 */
function hexOf(integrity) {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
}
