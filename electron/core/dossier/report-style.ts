/** For the screen, and for paper: rows stay whole, headings stay with what they head. */
export const REPORT_STYLE = `
body { font: 15px/1.5 "IBM Plex Sans", system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #14181d; }
h1 { font-size: 1.25rem; font-weight: 600; } h2 { font-size: 1.1rem; font-weight: 600; margin-top: 2.5rem; } .lead { color: #56606b; }
h3 { font-size: 1rem; font-weight: 600; margin: 1rem 0 0; } h3 + p { margin-top: 0.25rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
th, td { border-bottom: 1px solid #d8dde2; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
th, .short { white-space: nowrap; } td { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
th { color: #56606b; font-weight: 600; border-bottom: 2px solid #78828c; } svg { width: 100%; } svg text { font-size: 13px; fill: #14181d; }
.axis { stroke: #56606b; } .lane { stroke: #d8dde2; } .mark { fill: #14181d; stroke: #14181d; }
.import { fill: #fff; stroke: #1d4e80; stroke-width: 2; } .grant { fill: #fff; stroke: #14181d; stroke-width: 2; } .discharge { fill: #1d4e80; stroke: #1d4e80; }
.signature { fill: #56606b; stroke: #56606b; } .refusal { fill: #b3261e; stroke: none; }
.answer { border-left: 5px solid #14181d; padding: 0.25rem 0 0.25rem 1rem; margin: 1rem 0; } .answer p { margin: 0; }
.default { border-color: #0f5b57; } .said { font-size: 1.75rem; line-height: 1.25; } .said, .chosen { font-weight: 600; overflow-wrap: anywhere; }
.legs { display: grid; gap: 0.5rem; margin: 0 0 1.5rem; } .leg { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; break-inside: avoid; }
.leg b { flex: 1 0 100%; } .leg i { font-style: normal; border: 2px solid #14181d; border-radius: 4px; padding: 0.15rem 0.5rem; overflow-wrap: anywhere; }
.leg .bad { border-style: dashed; border-color: #b3261e; }
@media print {
  body { font-size: 9.5pt; line-height: 1.4; margin: 0; padding: 0 1px; max-width: none; }
  h1 { margin-top: 0; } h2 { margin-top: 1.6rem; } h2, h3, .chosen { break-after: avoid; } .said { font-size: 1.4rem; } .answer { break-inside: avoid; }
  tr, svg { break-inside: avoid; } thead { display: table-header-group; }
}
`;
