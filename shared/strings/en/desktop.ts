/** What the main process says by itself: in the system's dialogs, and on stderr behind `holdfast:`. */
export const desktop = {
  titles: { review: 'Holdfast', sign: 'Holdfast: sign', crash: 'Holdfast: stopped', choose: 'Holdfast: choose' },

  notStarted: 'Holdfast does not start.',
  cryptographyWrong: 'Holdfast cannot trust its cryptography.',
  stationNotOpened: 'The station does not open.',
  computesWrong: (library: string, what: string) => `The ${library} library computes a wrong ${what}.`,
  refusesRight: (library: string) => `The ${library} library refuses a right Ed25519 signature.`,
  acceptsWrong: (library: string) => `The ${library} library accepts a wrong Ed25519 signature.`,
  end: 'End',

  pageKeepsEnding: 'The review page keeps ending.',
  pageKeepsEndingDetail:
    'It ended three times within a minute, so it was not loaded again. The journal says what was done before. ' +
    'Load it again. If it ends at once, end Holdfast, and start it again.',
  loadAgain: 'Load it again',
  endHoldfast: 'End Holdfast',

  fault: 'Holdfast met an error that it cannot handle, and has stopped.',
  faultDetail:
    'It is not known here whether your last action completed. The journal says whether it did. Start Holdfast again, and look in ' +
    'the journal before you do it again. If the error comes back, note the line below.',
  endedWithoutWaiting: 'A medium or a disk does not answer. Holdfast ended without waiting for it.',
  notJournalled: (kind: string, why: string) => `${kind} was not journalled. ${why}`,
  logNotWritten: (why: string) => `The log cannot be written. Everything else goes on without it. ${why}`,
};
