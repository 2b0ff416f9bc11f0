/** What is known of the people of a station. */
interface Known {
  readonly identities: readonly unknown[];
  readonly journal: { readonly readOnly: string | null };
}

/**
 * Who may come next: somebody whom an owner enrols, or the first owner. On a station that is read-only, nobody: where no
 * identity is listed there, their records may be lost or damaged.
 */
export function nextPerson({ identities, journal }: Known): 'enrolled' | 'first-owner' | 'nobody' {
  if (identities.length > 0) return 'enrolled';
  return journal.readOnly === null ? 'first-owner' : 'nobody';
}
