import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

export const receipt = {
  title: 'Receipts',
  lead: 'The signed record of an import: what came from which medium, every tree hash, the findings, the verdict.',
  none: 'The journal has no import of this.',
  from: (medium: string): Sentence => say`From ${medium}`,
  at: (time: string): string => `${time} (station clock)`,
  signed: 'receipt signed',
  notSigned: 'receipt not signed yet',
  signedBy: (signers: string): Sentence => say`by ${signers}`,
  differs: 'This receipt says something else than this station finds now.',
  sign: (name: string): Sentence => say`Sign receipt as ${name}…`,
  signRun: (count: number, name: string): Sentence => [
    ...say`As ${name}, sign `,
    `the ${format.integer(count)} receipts that are missing, in one run…`,
  ],
  cannot: 'An earlier console imported it and kept too little for a receipt: import it again to have one.',
  toSign: 'To sign the receipt',
};
