// Runs a script that drives the real application in its surroundings (sealed.mjs), the application up to date.
import { buildApplication } from './build.mjs';
import { ensureSystem } from './debian.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureNamespaces, runSealed } from './sealed.mjs';

/**
 * @param {readonly string[]} script the TypeScript file and its arguments
 * @param {Parameters<typeof runSealed>[1]} [options]
 * @returns {Promise<number>} its exit status
 */
export async function drive(script, options) {
  ensurePackages();
  ensureSystem('test');
  ensureNamespaces();
  await buildApplication();
  return runSealed([process.execPath, '--import', 'tsx', ...script], options);
}
