export const dossier = {
  about: 'For an auditor: every decision on this packet with all that stands behind it, as a folder or as one zip.',
  export: 'Export dossier…',
  exportZip: 'Export as zip…',
  exporting: 'Printing, writing and reading back …',
  done: 'Dossier exported',
  digest: 'SHA-256 of its SHA256SUMS',
};
