import type { journalFindings } from '../../../finding/journal.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const KEEP_AND_ASK =
  'Ở đây không ký được gì nữa: hãy giữ nguyên ổ đĩa, và so với các checkpoint trong những hồ sơ trước đây.';

/** Findings about the journal: `journal.<what-is-wrong>`. */
export const journalWords = {
  'journal.missing': {
    sentence: 'Trạm đã được dùng trước đây, nhưng nhật ký của nó không còn.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.checkpoint-unreadable': {
    sentence: 'Nhật ký không có checkpoint đọc được, nên không có gì cho thấy nhật ký còn nguyên vẹn.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.checkpoint-signature': {
    sentence: 'Checkpoint của nhật ký không được ký bằng khóa của trạm này.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.truncated': {
    sentence: 'Nhật ký có ít mục hơn checkpoint của nó nêu: một số mục đã bị lấy đi.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.altered': {
    sentence: 'Nhật ký không khớp checkpoint của nó: một mục đã bị đổi nội dung, đổi chỗ hoặc thay thế.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.entry-unreadable': {
    sentence: 'Không đọc được một mục nhật ký theo cách mà phiên bản console này viết.',
    wayOut: `Nếu một console mới hơn đã dùng trạm này, hãy dùng console đó. ${KEEP_AND_ASK}`,
  },
  'journal.unsigned-entries': {
    sentence: 'Sau checkpoint cuối cùng, nhật ký có nhiều hơn mức mà một lần sập có thể để lại.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.write-failed': {
    sentence: 'Không ghi được nhật ký, cũng không đưa được nó về trạng thái tốt gần nhất.',
    wayOut:
      'Hãy giải phóng chỗ trống trên ổ đĩa hoặc sửa ổ đĩa, rồi khởi động lại console: nó sẽ kiểm tra toàn bộ nhật ký.',
  },
  'journal.written-elsewhere': {
    sentence: 'Nhật ký bị thứ khác thay đổi trong khi console này đang mở nó.',
    wayOut: `Hãy đóng console và tìm xem thứ gì đã thay đổi nhật ký. ${KEEP_AND_ASK}`,
  },
  'journal.entry-owed': {
    sentence: 'Một việc đã được làm, mà nhật ký không ghi được mục của việc đó.',
    wayOut:
      'Không ký gì cho đến khi có mục đó. Hãy giải phóng chỗ trống trên ổ đĩa hoặc sửa ổ đĩa, đóng Holdfast rồi khởi động lại: khi đó nó ghi mục còn thiếu.',
  },
  'journal.nearly-full': {
    sentence: 'Nhật ký đã dài: sắp tới, hoặc từ bây giờ, nó không nhận thêm việc nhập và việc từ chối nào.',
    wayOut:
      'Hãy xem trong nhật ký điều gì làm nó dài. Hoàn tất những việc còn dở, mang một hồ sơ đi, và lập một trạm mới; trong lúc đó vẫn ký được.',
  },
  'journal.too-fast': {
    sentence: 'Số yêu cầu nhiều hơn mức con người đưa ra, nên nhật ký tạm thời không nhận gì thuộc loại này.',
    wayOut:
      'Hãy chờ vài phút rồi yêu cầu lại. Nếu không ai ở đây đã yêu cầu, hãy đóng console và tìm xem thứ gì đã làm việc đó.',
  },
  'journal.full': {
    sentence: 'Nhật ký không còn chỗ cho mục nào nữa.',
    wayOut: 'Ở đây không ký được gì nữa. Mọi thứ vẫn đọc được: hãy lập một trạm mới.',
  },
  'journal.another-station': {
    sentence: 'Nhật ký và khóa của trạm thuộc về một trạm khác với trạm của kho.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.copy-unreadable': {
    sentence:
      'Không đọc được bản sao checkpoint của nhật ký trong kho, nên không có gì cho thấy nhật ký không phải một bản cũ.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.copy-not-kept': {
    sentence:
      'Không làm mới được bản sao checkpoint của nhật ký trong kho: nếu nhật ký bị thay bằng một bản cũ thì sẽ không nhận ra.',
    wayOut: 'Hãy giải phóng chỗ trống trên ổ đĩa hoặc sửa ổ đĩa. Bản sao được làm mới cùng mục kế tiếp.',
  },
  'journal.rolled-back': {
    sentence: 'Nhật ký ngắn hơn một checkpoint mà nó từng ký: trạm đã bị đưa về một trạng thái cũ.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.forked': {
    sentence: 'Nhật ký không tiếp nối một checkpoint mà nó từng ký: lịch sử của nó đã bị thay thế.',
    wayOut: KEEP_AND_ASK,
  },
  'journal.recovered': {
    sentence: 'Console kết thúc giữa lúc đang ghi nhật ký; nhật ký đã được đưa về trạng thái nguyên vẹn.',
    wayOut: 'Không cần làm gì; phần để riêng ra, và việc để riêng, đều đã được ghi lại.',
  },
  'journal.clock-backwards': {
    sentence: 'Đồng hồ của trạm sớm hơn mục mới nhất của nhật ký.',
    wayOut: 'Hãy chỉnh đúng đồng hồ trước khi ký, và báo cho kiểm toán viên.',
  },
} satisfies FindingWords<keyof typeof journalFindings>;
