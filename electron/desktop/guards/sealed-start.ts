import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import type { Failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { SealRecord } from '../../../shared/statement/fields.ts';
import { isSealed } from '../../../shared/statement/sealed.ts';
import { probeSeal } from '../../core/airgap/seal-probe.ts';
import { openDataFolder } from '../../station/data-folder.ts';
import {
  type Build,
  cleanEnvironment,
  foreignSwitches,
  MOST_LET_PASS,
  notSealed,
  readInherited,
  readStart,
  UNSEALED_SENTENCE,
} from '../../station/start-terms.ts';
import { dataFolderPath } from '../windows/instance.ts';

/** `relaunched`: this process ends, and the launcher starts another one, sealed. */
export type StartRefusal = { readonly kind: 'relaunched' } | { readonly kind: 'refused'; readonly failure: Failure };

/** Set by the bundler. What is not said to be a development build is a release. */
const BUILD: Build = process.env.HOLDFAST_BUILD === 'development' ? 'development' : 'release';

/**
 * How this process is kept off the network, if it may open a vault: it is sealed, or somebody typed that it is not. From
 * here on its environment holds only what the console needs.
 */
export function sealedStart(app: App, { argv, env, getuid }: NodeJS.Process): Result<SealRecord, StartRefusal> {
  const read = readStart(argv.slice(1), BUILD);
  // Before Chromium acts on them: it would listen on a port while the refusal is shown.
  if (BUILD === 'release') for (const name of foreignSwitches(argv.slice(1))) app.commandLine.removeSwitch(name);
  if (!read.ok) return err({ kind: 'refused', failure: read.error });
  const terms = read.value;
  const account = getuid?.();
  const { accessible } = terms;
  const probes = probeSeal({ env, account, isSandboxOn: !app.commandLine.hasSwitch('no-sandbox'), accessible });
  const display = displayOf(app, env);
  const launcher = join(dirname(app.getPath('exe')), 'seal/launch');
  const inherited = readInherited(env, BUILD, launcher);
  cleanEnvironment(env, terms.accessible);
  const sealed = isSealed({ probes });
  if (sealed || terms.unsealed) {
    if (!inherited.ok) return err({ kind: 'refused', failure: inherited.error });
    const letPass = [...terms.letPass, ...inherited.value].slice(0, MOST_LET_PASS);
    const unsealed = sealed ? null : UNSEALED_SENTENCE;
    return ok({ probes, display, unsealed, letPass, ...(accessible ? { accessible } : {}) });
  }
  if (terms.notSealed === null && !terms.noDataFolder && !terms.byLauncher && account !== 0 && existsSync(launcher)) {
    app.relaunch({ execPath: launcher, args: argv.slice(1) });
    return err({ kind: 'relaunched' });
  }
  const ofFolder = terms.noDataFolder ? whyNoFolder(dataFolderPath(app, env)) : null;
  return err({ kind: 'refused', failure: ofFolder ?? notSealed(probes, terms, launcher) });
}

/** What hindered the launcher, in the application's own words; `null` when the folder can be had by now. */
function whyNoFolder(path: string): Failure | null {
  const opened = openDataFolder(path);
  if (!opened.ok) return { ...opened.error, where: path };
  opened.value.unlock();
  return null;
}

function displayOf(app: App, { DISPLAY = '' }: NodeJS.ProcessEnv): SealRecord['display'] {
  if (app.commandLine.getSwitchValue('ozone-platform') === 'wayland') return 'wayland';
  return DISPLAY === '' ? 'none' : 'x11';
}
