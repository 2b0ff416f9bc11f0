import type { answerFindings } from '../../../finding/answer.ts';
import type { FindingWords } from './words.ts';

/** Findings about what a station says of itself when it is asked: `answer.<what-is-wrong>`. */
export const answerWords: FindingWords<keyof typeof answerFindings> = {
  'answer.unreadable': {
    sentence: 'This is not the answer of a station.',
    wayOut: 'Copy the whole answer from the station page: every line, the one that begins with a dash too.',
  },
  'answer.signature': {
    sentence: 'The answer is not signed by the key of this station.',
    wayOut:
      'Copy the answer once more, to the letter. If it is still not signed by that key, another station answered: compare the key id on its station page with that of the key that you trust.',
  },
  'answer.challenge': {
    sentence: 'The answer is to another challenge.',
    wayOut: 'Type your challenge at the station and take its new answer. An older answer says nothing of now.',
  },
  'answer.build': {
    sentence: 'The build that the station names is not in this release.',
    wayOut:
      'Use the SHA256SUMS-installed of the version that the answer names. If the build is not there either, let nobody sign on this station until its files were compared with a release.',
  },
  'answer.not-sealed': {
    sentence: 'The station says that it runs without its seal.',
    wayOut: 'Start Holdfast by its launcher, from an ordinary account, and take its new answer.',
  },
};
