import { type Failure, failure } from '../../../shared/failure/failure.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isPractising } from '../../../shared/statement/practice.ts';

interface PracticeChoiceOptions {
  /** Whether this station has no identity at all. */
  isNew(): boolean;
  /** Whether something is being signed. */
  isSigning(): boolean;
  /** Puts the station for practice, or this one, in the place of what is open. */
  change(to: 'practice' | 'station'): void;
}

/** Into practice and out of it, chosen by whoever is at the console. */
export class PracticeChoice {
  readonly #options: PracticeChoiceOptions;
  #isChanging = false;

  constructor(options: PracticeChoiceOptions) {
    this.#options = options;
  }

  begin(): Result<null, Failure> {
    if (isPractising()) return ok(null);
    return this.#options.isNew() ? this.#change('practice') : err(failure('station/practice-not-new'));
  }

  leave(): Result<null, Failure> {
    return isPractising() ? this.#change('station') : ok(null);
  }

  #change(to: 'practice' | 'station'): Result<null, Failure> {
    if (this.#options.isSigning()) return err(failure('sign/busy'));
    if (!this.#isChanging) this.#options.change(to);
    this.#isChanging = true;
    return ok(null);
  }
}
