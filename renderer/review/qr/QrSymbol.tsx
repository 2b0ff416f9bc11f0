import { encodeQR } from 'qr';

/** Modules of white around the symbol (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/** One QR symbol, dark on white in every theme: many readers take no other. Capitals fit more into it. */
export function QrSymbol({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text.toUpperCase(), 'raw', { ecc: 'low', encoding: 'alphanumeric', border: QUIET_ZONE });
  const size = rows.length;
  return (
    <svg
      className="qr-symbol"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path className="qr-dark" d={rows.map(darkRuns).join('')} />
    </svg>
  );
}

/** The dark modules of one row as a path: a rectangle for each run of them. */
function darkRuns(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x] === true) x++;
    if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
  }
  return path;
}
