/** For the screen, and for paper: rows stay whole, headings stay with what they head. */
export const REPORT_STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
th, td { border: 1px solid #999; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
th, .short { white-space: nowrap; } td { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
th { background: #eee; } h2 { margin-top: 2.5rem; } svg { width: 100%; } svg text { font-size: 13px; fill: #1a1a1a; }
.axis { stroke: #444; } .lane { stroke: #ddd; } .signature { fill: #1a6e2e; } .import-finished, .statement-taken-in { fill: #24559c; }
.export { fill: #6b4a9c; } .refusal, .airgap-override { fill: #b3261e; }
.chosen { font-size: 1.4rem; font-weight: 600; overflow-wrap: anywhere; }
@media print {
  body { font-size: 9.5pt; line-height: 1.4; margin: 0; padding: 0 1px; max-width: none; }
  h1 { margin-top: 0; } h2 { margin-top: 1.6rem; break-after: avoid; } .chosen { font-size: 1.2rem; break-after: avoid; }
  tr, svg { break-inside: avoid; } thead { display: table-header-group; }
}
`;
