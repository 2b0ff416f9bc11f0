/**
 * What is known of an act that failed. One that succeeded is an `ok`, so that an act is done, not done, or unknown.
 *
 * `not-done`: nothing of it counts, now or after a restart.
 * `unknown`: it may have been done, and only the files will tell. Nobody may be told that it was not.
 */
export type FailedOutcome = 'not-done' | 'unknown';
