import type { answerFindings } from '../../../finding/answer.ts';
import type { FindingWords } from '../../en/findings/words.ts';

/** Findings about what a station says of itself when it is asked: `answer.<what-is-wrong>`. */
export const answerWords: FindingWords<keyof typeof answerFindings> = {
  'answer.unreadable': {
    sentence: 'Đây không phải câu trả lời của một trạm.',
    wayOut: 'Hãy chép toàn bộ câu trả lời từ trang Trạm: mọi dòng, kể cả dòng bắt đầu bằng dấu gạch ngang.',
  },
  'answer.signature': {
    sentence: 'Câu trả lời không được ký bằng khóa của trạm này.',
    wayOut:
      'Hãy chép lại câu trả lời, đúng từng ký tự. Nếu vẫn không phải do khóa đó ký thì một trạm khác đã trả lời: hãy so key id trên trang Trạm của nó với key id của khóa mà bạn tin.',
  },
  'answer.challenge': {
    sentence: 'Câu trả lời dành cho một câu thách đố khác.',
    wayOut: 'Hãy gõ câu thách đố của bạn tại trạm và lấy câu trả lời mới. Câu trả lời cũ không nói gì về lúc này.',
  },
  'answer.build': {
    sentence: 'Bản dựng mà trạm nêu không có trong bản phát hành này.',
    wayOut:
      'Hãy dùng SHA256SUMS-installed của phiên bản mà câu trả lời nêu. Nếu ở đó cũng không có bản dựng ấy, không để ai ký trên trạm này cho đến khi các tệp của nó đã được so với một bản phát hành.',
  },
  'answer.not-sealed': {
    sentence: 'Trạm nói rằng nó đang chạy mà không niêm phong.',
    wayOut: 'Hãy khởi động Holdfast bằng trình khởi chạy của nó, từ một tài khoản thường, rồi lấy câu trả lời mới.',
  },
};
