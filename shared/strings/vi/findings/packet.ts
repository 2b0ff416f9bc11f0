import type { packetFindings } from '../../../finding/packet.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const WRONG_FILE = 'Hãy kiểm tra xem có đúng tệp cần dùng không, và tệp có được sao chép trọn vẹn không.';
const NEW_REVISION = 'Hãy xin tác giả một bản sửa đổi đúng; cho đến lúc đó chỉ chọn được phương án mặc định.';
const ONLY_THE_DEFAULT = 'Cho đến lúc đó chỉ chọn được phương án mặc định.';
const READ_AND_JUDGE = 'Hãy đọc trong tài liệu; điều này không khóa phương án nào.';

/** Findings about packets: `packet.<what-is-wrong>`. */
export const packetWords = {
  'packet.empty': { sentence: 'Tệp rỗng.', wayOut: WRONG_FILE },
  'packet.too-large': {
    sentence: 'Tệp lớn hơn mức cho phép với một gói quyết định.',
    wayOut: 'Hãy kiểm tra xem đây có phải gói quyết định không, chứ không phải bằng chứng đi kèm.',
  },
  'packet.not-utf8': { sentence: 'Tệp không phải văn bản UTF-8.', wayOut: WRONG_FILE },
  'packet.binary': { sentence: 'Tệp chứa byte NUL, nên không phải văn bản.', wayOut: WRONG_FILE },
  'packet.not-a-packet': {
    sentence: 'Văn bản không có phương án cũng không có điểm chặn, nên không phải gói quyết định.',
    wayOut:
      'Hãy kiểm tra xem có đúng tệp cần dùng không. Một gói quyết định có danh sách phương án được đánh số và bảng điểm chặn; `holdfast packet template` viết một gói mẫu để điền.',
  },
  'packet.too-many': {
    sentence:
      'Gói quyết định có nhiều phương án, điểm chặn, đoạn hoặc phát hiện, hoặc có dòng dài, hơn mức một người có thể xét.',
    wayOut: WRONG_FILE,
  },
  'packet.no-document': { sentence: 'Trong các tệp không có gói quyết định nào.', wayOut: WRONG_FILE },
  'packet.several-documents': {
    sentence: 'Có nhiều gói quyết định cùng một dạng, nên không rõ gói nào là đúng.',
    wayOut: 'Hãy để lại một gói quyết định trong mỗi thư mục.',
  },
  'packet.forms-disagree': {
    sentence: 'Các dạng của gói quyết định trong thư mục này nói khác nhau.',
    wayOut: 'Hãy hỏi tác giả dạng nào đúng, và xin một thư mục trong đó các dạng khớp nhau.',
  },
  'packet.json-shape': {
    sentence: 'packet.json không có các trường của một gói quyết định, hoặc có trường khác.',
    wayOut: 'Hãy xin tác giả một packet.json theo đúng dạng trong tài liệu.',
  },
  'packet.field-missing': {
    sentence: 'Gói quyết định không nêu một trường bắt buộc.',
    wayOut: `Hãy nhờ tác giả nêu trường đó ở đầu tài liệu: <!-- KB: KB-1 --> và <!-- REVISION: 1 -->, hoặc id và revision trong front matter. ${ONLY_THE_DEFAULT}`,
  },
  'packet.field-absent': {
    sentence: 'Gói quyết định không nêu một trường thường có.',
    wayOut: READ_AND_JUDGE,
  },
  'packet.fields-disagree': {
    sentence: 'Gói quyết định nêu một trường hai lần, với giá trị khác nhau.',
    wayOut: NEW_REVISION,
  },
  'packet.no-options': { sentence: 'Gói quyết định không có phương án nào.', wayOut: NEW_REVISION },
  'packet.option-unreadable': {
    sentence: 'Một mục trong danh sách phương án không có dạng của một phương án.',
    wayOut: `Hãy nhờ tác giả viết theo dạng "2. TÊN — tác dụng". ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-outside-list': {
    sentence: 'Một dòng giống một phương án nhưng không nằm trong danh sách phương án.',
    wayOut: `Hãy nhờ tác giả đưa nó vào danh sách phương án được đánh số. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-rank': {
    sentence: 'Các phương án không được đánh số 1, 2, 3, v.v., nên có thể đã mất một phương án.',
    wayOut: NEW_REVISION,
  },
  'packet.option-twice': { sentence: 'Hai phương án trùng tên.', wayOut: NEW_REVISION },
  'packet.option-contradicts': {
    sentence: 'Phương án được đánh dấu là không thay đổi gì, nhưng văn bản hoặc điều kiện của nó nói khác.',
    wayOut: NEW_REVISION,
  },
  'packet.no-default': {
    sentence: 'Gói quyết định không nêu phương án mặc định.',
    wayOut:
      'Hãy nhờ tác giả viết "(default)" sau tên của một phương án không thay đổi gì; cho đến lúc đó không chọn được phương án nào.',
  },
  'packet.too-slow': {
    sentence: 'Việc đọc gói quyết định này mất quá nhiều thời gian hoặc bộ nhớ nên đã bị bỏ dở.',
    wayOut: 'Hãy nhờ viết lại gói quyết định bằng Markdown thường; tài liệu bình thường không cần nhiều như vậy.',
  },
  'packet.default-unclear': {
    sentence: 'Một câu nói đến mặc định và một phương án, nhưng không nêu rõ phương án mặc định.',
    wayOut: `Hãy nhờ tác giả viết "Default = ID." thành một câu riêng, và không viết gì khác về mặc định. ${ONLY_THE_DEFAULT}`,
  },
  'packet.two-defaults': {
    sentence: 'Gói quyết định nêu nhiều hơn một phương án mặc định.',
    wayOut: 'Hãy xin tác giả một bản sửa đổi chỉ có một mặc định; cho đến lúc đó không chọn được phương án nào.',
  },
  'packet.default-unknown': {
    sentence: 'Gói quyết định nêu một mặc định không thuộc các phương án của nó, hoặc có thể là nhiều phương án.',
    wayOut: NEW_REVISION,
  },
  'packet.default-unsafe': {
    sentence: 'Gói quyết định không nói rằng phương án mặc định không thay đổi gì.',
    wayOut:
      'Hãy nhờ tác giả mô tả nó bằng những từ được biết là không thay đổi gì, như "do nothing"; cho đến lúc đó không chọn được phương án nào.',
  },
  'packet.no-blockers': {
    sentence: 'Gói quyết định có một phương án gây thay đổi nhưng không liệt kê điểm chặn nào đọc được.',
    wayOut: `Hãy xin tác giả một bảng có các cột Blocker, Status, Actor và Gate. ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-twice': { sentence: 'Hai điểm chặn trùng tên.', wayOut: NEW_REVISION },
  'packet.blocker-row-unreadable': {
    sentence: 'Một hàng trong bảng điểm chặn không có đủ ô, hoặc các ô không đúng dạng cần thiết.',
    wayOut: `Hãy nhờ tác giả ghi cho hàng đó một tên gồm một từ, một trạng thái, một người thực hiện (owner, operator hoặc auditor) và một điều kiện. ${ONLY_THE_DEFAULT}`,
  },
  'packet.row-outside-table': {
    sentence: 'Một dòng giống một hàng của bảng nhưng không nằm trong bảng nào.',
    wayOut: `Hãy nhờ tác giả đưa nó vào bảng, không để dòng trống phía trước. ${ONLY_THE_DEFAULT}`,
  },
  'packet.table-unreadable': {
    sentence: 'Không đọc được một bảng, nên trong đó có thể có điểm chặn.',
    wayOut: `Hãy nhờ tác giả đặt tiêu đề cột là Blocker, Status, Actor và Gate, hoặc viết nó thành văn bản. ${ONLY_THE_DEFAULT}`,
  },
  'packet.task-list': {
    sentence: 'Văn bản có các ô để đánh dấu, mà một ô đánh dấu không phải trạng thái đọc được.',
    wayOut: `Hãy nhờ tác giả viết mỗi ô thành một hàng trong bảng điểm chặn, kèm trạng thái. ${ONLY_THE_DEFAULT}`,
  },
  'packet.list-unread': {
    sentence: 'Một danh sách nằm ở chỗ có thể liệt kê điểm chặn, phương án hoặc giấy phép, và chưa được đọc.',
    wayOut:
      'Hãy nhờ tác giả viết điểm chặn vào bảng, hoặc đặt danh sách dưới một tiêu đề như Context hoặc Notes. ' +
      ONLY_THE_DEFAULT,
  },
  'packet.code-unread': {
    sentence: 'Một khối mã nằm ở chỗ có thể liệt kê điểm chặn, hoặc có các khóa như "status", và chưa được đọc.',
    wayOut:
      'Hãy nhờ tác giả viết điểm chặn vào bảng. Mã khác có thể đặt dưới một tiêu đề như Context hoặc Notes, không có các khóa như "status". ' +
      ONLY_THE_DEFAULT,
  },
  'packet.layout-unread': {
    sentence: 'Các dòng được trình bày như một bảng hoặc một danh sách khóa, và chưa được đọc.',
    wayOut: `Hãy nhờ tác giả viết chúng thành bảng có các cột Blocker, Status, Actor và Gate. ${ONLY_THE_DEFAULT}`,
  },
  'packet.html': {
    sentence: 'Tài liệu có HTML, hoặc một khối mã không được đóng: trình xem có thể ẩn hoặc làm sai nội dung.',
    wayOut: `Hãy xin tác giả một bản sửa đổi bằng Markdown thường. ${ONLY_THE_DEFAULT}`,
  },
  'packet.heading-empty': {
    sentence: 'Một tiêu đề báo có điểm chặn, phương án hoặc giấy phép, nhưng không đọc được mục nào bên dưới.',
    wayOut: `Hãy nhờ tác giả đặt bảng hoặc danh sách dưới tiêu đề này, hoặc đặt tiêu đề khác. ${ONLY_THE_DEFAULT}`,
  },
  'packet.metadata-unknown': {
    sentence: 'Một dòng siêu dữ liệu ở đầu không được biết đến, hoặc nói nhiều hơn trường của nó.',
    wayOut: `Hãy nhờ tác giả chỉ nêu ở đó id, revision, date, status và title. ${ONLY_THE_DEFAULT}`,
  },
  'packet.not-live': {
    sentence: 'Trạng thái của tài liệu không phải trạng thái cho phép chọn phương án.',
    wayOut: `Hãy xin tác giả bản sửa đổi đang có hiệu lực, với trạng thái như ACTIVE. ${ONLY_THE_DEFAULT}`,
  },
  'packet.withdrawn': {
    sentence: 'Văn bản nói rằng gói quyết định, hoặc một phần của nó, đã bị rút hoặc không còn giá trị.',
    wayOut: `Hãy xin tác giả bản sửa đổi đang có hiệu lực. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-withdrawn': {
    sentence: 'Một phương án tự nói rằng nó đã bị rút hoặc không được chọn.',
    wayOut: `Hãy xin tác giả một bản sửa đổi không có phương án đó. ${ONLY_THE_DEFAULT}`,
  },
  'packet.option-condition': {
    sentence: 'Văn bản của một phương án có điều kiện mà không quy tắc nào kiểm tra được.',
    wayOut: `Hãy nhờ tác giả viết điều kiện đó thành điểm chặn, trong một hàng của bảng. ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-contradicted': {
    sentence: 'Văn bản nói về một điểm chặn khác với hàng của nó, hoặc nhiều hơn mức hiểu được.',
    wayOut: `Hãy nhờ tác giả chỉ nêu trạng thái trong hàng của bảng. ${ONLY_THE_DEFAULT}`,
  },
  'packet.grant-unclear': {
    sentence: 'Văn bản nói đến giấy phép, sự cho phép hoặc phê duyệt, mà không rõ là cái nào.',
    wayOut: `Hãy nhờ tác giả liệt kê tên từng giấy phép dưới tiêu đề Grants. ${ONLY_THE_DEFAULT}`,
  },
  'packet.grant-unlisted': {
    sentence: 'packet.json nêu trong một điều kiện hoặc phương án một giấy phép không có trong danh sách giấy phép.',
    wayOut: `Hãy nhờ tác giả thêm nó vào "grants". ${ONLY_THE_DEFAULT}`,
  },
  'packet.blocker-without-row': {
    sentence: 'Văn bản nêu một tên giống điểm chặn nhưng không có hàng nào trong bảng.',
    wayOut: `Hãy nhờ tác giả thêm hàng cho nó, hoặc viết văn bản không có tên đó. ${ONLY_THE_DEFAULT}`,
  },
  'packet.status-unknown': {
    sentence: 'Console không biết trạng thái này, và coi điểm chặn là còn mở.',
    wayOut: 'Hãy hỏi tác giả trạng thái đó nghĩa là gì, nếu điểm chặn không phải là còn mở.',
  },
  'packet.status-contradicts': {
    sentence: 'Trạng thái của một điểm chặn không đúng với ý nghĩa văn bản của chính nó.',
    wayOut: NEW_REVISION,
  },
  'packet.digest-malformed': {
    sentence: 'Một hash cây không có dạng nào đúng: nó thiếu hoặc thừa ký tự, hoặc có thứ gì xen vào giữa.',
    wayOut: `Hãy nhờ tác giả viết hash cây liền một mạch, gồm 64 chữ số thập lục phân. ${ONLY_THE_DEFAULT}`,
  },
  'packet.revision-repeated': {
    sentence: 'Một gói quyết định khác có cùng id và revision nhưng có các byte khác.',
    wayOut: 'Hãy cùng tác giả so hai gói, và xin một bản sửa đổi có số lớn hơn.',
  },
  'packet.revision-unordered': {
    sentence: 'Không ai biết được trong hai bản sửa đổi của gói quyết định này, bản nào mới hơn.',
    wayOut: 'Hãy xin tác giả một bản sửa đổi có số lớn hơn, như 3 sau 2-final.',
  },
  'packet.statement-lost': {
    sentence: 'Không còn đọc được từ kho một tuyên bố đã ký có thể liên quan đến gói quyết định này.',
    wayOut:
      'Hãy khôi phục kho từ một bản sao của thư mục dữ liệu: nếu không, không biết tuyên bố đó đã lấy đi những gì.',
  },
  'packet.deceptive-text': {
    sentence: 'Văn bản có ký tự vô hình, đổi hướng chữ, hoặc giả dạng ký tự khác.',
    wayOut: 'Chúng được hiển thị dưới dạng mã thoát; hãy đọc dòng đó thật kỹ.',
  },
  'packet.deceptive-field': {
    sentence: 'Một dòng chứa trường có ký tự vô hình, ký tự giả dạng ký tự khác, hoặc dấu mà trình xem che đi.',
    wayOut: `Hãy nhờ tác giả viết dòng đó bằng ký tự thường. ${ONLY_THE_DEFAULT}`,
  },
  'packet.byte-order-mark': {
    sentence: 'Tài liệu bắt đầu bằng dấu thứ tự byte (BOM), không thuộc văn bản của nó.',
    wayOut: 'Không cần làm gì.',
  },
  'packet.read-more-strictly': {
    sentence:
      'Khi gói quyết định này được nhập, Holdfast không thấy lỗi nào trong đó. Phiên bản này đọc chặt chẽ hơn và thấy lỗi.',
    wayOut:
      'Hãy đọc các lỗi bên dưới. Cho đến khi tác giả sửa, chỉ chọn được phương án mặc định; quyết định đã ký vẫn giữ nguyên.',
  },
} satisfies FindingWords<keyof typeof packetFindings>;
