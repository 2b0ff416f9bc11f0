import { judgeStationAnswer, openStationAnswer } from '../../../../shared/journal/station-answer.ts';
import { ANSWER, CHALLENGE, stationOf } from '../../../helpers/station-answers.ts';
import { tryWaysOut } from '../../../helpers/try-ways-out.ts';

const [station, other] = [stationOf(1), stationOf(2)];
const good = await station.answer();

tryWaysOut<Uint8Array>('answer', {
  trials: {
    'answer.unreadable': {
      says: /^Copy the whole answer/,
      broken: () => good.subarray(0, good.lastIndexOf(0x0a, good.length - 2)),
      mended: () => [good],
    },
    'answer.signature': {
      says: /^Copy the answer once more/,
      broken: () => other.answer(),
      mended: () => [good],
    },
    'answer.challenge': {
      says: /^Type your challenge at the station/,
      broken: () => station.answer({ challenge: 'an-older-one' }),
      mended: () => [good],
    },
    'answer.not-sealed': {
      says: /^Start Holdfast by its launcher/,
      broken: () => station.answer({ seal: 'not sealed' }),
      mended: () => [good],
    },
  },
  notHere: { 'answer.build': 'with another list of digests: unit/shared/journal/station-answer.test.ts' },
  codesOf: (answer) => {
    const opened = openStationAnswer(answer, station.verifier);
    if (!opened.ok) return [opened.error.code];
    return judgeStationAnswer(opened.value, CHALLENGE, new Set([ANSWER.build])).map(({ code }) => code);
  },
});
