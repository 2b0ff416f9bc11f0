import { format } from './language.ts';

export const qr = {
  show: 'Show as QR…',
  showOf: (sequence: number): string => `Show decision no. ${format.integer(sequence)} as QR…`,
  title: 'The signed decision as QR frames',
  lead: 'Film or photograph the frames in any order: any that are enough give decision.dsse.json. On the other machine, “holdfast qr-decode” puts it together and “holdfast verify” checks it.',
  symbol: (sequence: number): string => `QR frame ${format.integer(sequence)}`,
  frame: (sequence: number): string => `Frame ${format.integer(sequence)}`,
  enough: (count: number): string =>
    `${format.plural(count, { one: '# frame is', other: 'The first # frames are' })} enough; later ones make up for any that were missed.`,
  play: 'Play',
  pause: 'Pause',
  next: 'Next frame',
  restart: 'From the first',
  speed: 'Frames a second',
  density: 'Bytes a frame',
  tooLarge: 'This decision is too large for QR frames of this size: choose more bytes a frame, or export it.',
};
