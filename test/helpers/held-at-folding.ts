import { JobControl } from '../../electron/core/job/control.ts';

// The vault's worker, whose import pauses itself as it begins to fold: whoever watches it there need not be quick.
const { setPhase } = JobControl.prototype;
JobControl.prototype.setPhase = function (phase): void {
  setPhase.call(this, phase);
  if (phase === 'folding') this.pause();
};
void import('../../electron/core/vault/job/worker.ts');
