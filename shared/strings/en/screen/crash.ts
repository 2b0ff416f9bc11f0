export const crash = {
  title: 'Holdfast met an error that it cannot handle, and has stopped',
  known: {
    title: 'What is known',
    signing: 'The signing window is closed. Holdfast begins nothing more until it is started again.',
    rest: (isAtRest: boolean): string =>
      isAtRest
        ? 'All work has stopped.'
        : 'Some work waits for a disk or a medium and has not stopped yet. It ends when you close this window.',
    journal: (isJournalled: boolean): string =>
      isJournalled ? 'The journal has an entry about this error.' : 'The journal has no entry about this error.',
  },
  unknown: {
    title: 'What is not known',
    body: 'Whether your last action completed. The journal says whether it did: start Holdfast again, and look in the journal before you do it again.',
  },
  support: {
    title: 'For support',
    log: 'If the error comes back, export the log and give it to whoever supports this station. It holds codes and places in the program’s own code: no text of packets, no passphrases, no names of files or people. The next start puts the export into the journal.',
    noExport:
      'If the error comes back, give the log to whoever supports this station. The error came before the journal was open, so the log cannot be exported here: its files are in the folder “log” of the data folder.',
    fault: 'The error',
  },
  startAgain: 'Start again',
  exportLog: 'Export log…',
  exporting: 'Exporting…',
  close: 'Close',
  loading: 'Loading…',
};
