import { encodeQR } from 'qr';
import { useEffect, useId, useMemo, useState } from 'react';
import { urFrames } from '../../../shared/ur/encode.ts';
import { strings } from '../../strings/index.ts';
import { Notice } from '../../ui/Notice.tsx';

const text = strings.qr;

const DENSITIES = [100, 200, 400, 800];
const USUAL_DENSITY = 200;
const SPEEDS = [1, 2, 3, 5, 8, 12, 15];
const USUAL_SPEED = 5;

/** `bytes` as frames of a fountain code, one after the other without an end, as fast and as dense as a camera can follow. */
export function QrFrames({ bytes }: { readonly bytes: Uint8Array }) {
  const [density, setDensity] = useState(USUAL_DENSITY);
  const [speed, setSpeed] = useState(USUAL_SPEED);
  const [playing, setPlaying] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [sequence, setSequence] = useTicks(playing, speed);
  const frames = useMemo(() => urFrames(bytes, density), [bytes, density]);

  const chooseDensity = (chosen: number) => {
    setDensity(chosen);
    setSequence(1);
  };
  return (
    <div className="qr">
      {frames.ok ? (
        <>
          <QrSymbol text={frames.value.frame(sequence)} label={text.symbol(sequence)} />
          <p>
            <strong className="tabular">{text.frame(sequence)}</strong>{' '}
            <span className="soft">{text.enough(frames.value.count)}</span>
          </p>
        </>
      ) : (
        <Notice tone="amber">{text.tooLarge}</Notice>
      )}
      <div className="actions">
        <button type="button" onClick={() => setPlaying(!playing)}>
          {playing ? text.pause : text.play}
        </button>
        <button type="button" disabled={playing} onClick={() => setSequence(sequence + 1)}>
          {text.next}
        </button>
        <button type="button" onClick={() => setSequence(1)}>
          {text.restart}
        </button>
        <Choice name={text.speed} values={SPEEDS} chosen={speed} onChoose={setSpeed} />
        <Choice name={text.density} values={DENSITIES} chosen={density} onChoose={chooseDensity} />
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly values: readonly number[];
  readonly chosen: number;
  readonly onChoose: (value: number) => void;
}

function Choice({ name, values, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={chosen} onChange={({ target }) => onChoose(Number(target.value))}>
        {values.map((value) => (
          <option key={value} value={value}>
            {strings.format.integer(value)}
          </option>
        ))}
      </select>
    </>
  );
}

/** Modules of white around the symbol (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/** One QR symbol, dark on white in every theme: many readers take no other. Capitals fit more into it. */
function QrSymbol({ text, label }: { readonly text: string; readonly label: string }) {
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

/** A number that goes up `perSecond` times while `running`. */
function useTicks(running: boolean, perSecond: number) {
  const [tick, setTick] = useState(1);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setTick((now) => now + 1), 1000 / perSecond);
    return () => clearInterval(timer);
  }, [running, perSecond]);
  return [tick, setTick] as const;
}
