import type { dossierFindings } from '../../../finding/dossier.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const EXPORT_AGAIN = 'Hãy mang sang lại; nếu vẫn vậy, hãy nhờ xuất mới.';

/** What a reader cannot verify: told in a list of its own beside the findings. */
const notVerified = {
  'dossier.print-not-recomputed': {
    sentence: 'Ở đây không tạo lại được report.pdf, nên nó không được so với các tệp đã ký.',
    wayOut: 'Hãy đọc report.html thay cho nó.',
  },
  'dossier.report-not-recomputed': {
    sentence: 'Ở đây không tạo lại được report.html, vì một phiên bản console khác đã viết nó.',
    wayOut: 'Hãy dựa vào các tuyên bố đã ký, hoặc xác minh hồ sơ bằng phiên bản đã viết nó.',
  },
  'dossier.schema-not-recomputed': {
    sentence: 'JSON Schema này do một phiên bản console khác viết.',
    wayOut: 'Hãy lấy schema từ tài liệu của phiên bản đó.',
  },
  'dossier.record-not-recomputed': {
    sentence: 'Không có gì đã ký bảo đảm cho các trường này trong bản ghi của một cây bằng chứng.',
    wayOut: 'Hãy dựa vào các tuyên bố đã ký có nêu cây đó, hoặc nhờ xác minh các tệp của cây.',
  },
  'dossier.packet-name-unknown': {
    sentence: 'Không có gì đã ký cho biết gói quyết định có tên gì.',
    wayOut: 'Hãy căn cứ vào nội dung của gói quyết định, không căn cứ vào tên.',
  },
  'dossier.evidence-elsewhere': {
    sentence:
      'Một tuyên bố nêu một cây bằng chứng mà trạm chưa từng có. Những người đã ký tuyên bố bảo đảm cho cây đó.',
    wayOut: 'Hãy nhờ xác minh bằng chứng ở nơi giữ nó.',
  },
  'dossier.station-unknown': {
    sentence: 'Nhật ký được ký bằng một khóa của trạm mà chỉ chính hồ sơ này nêu ra.',
    wayOut:
      'Hãy so vân tay khóa với vân tay mà trạm hiển thị, hoặc xác minh với --trust station=KEY.pem hoặc --since và một hồ sơ cũ hơn.',
  },
  'dossier.later-unknown': {
    sentence: 'Thư mục không thể cho thấy những gì bị thu hồi hoặc được quyết định sau khi nó được viết.',
    wayOut: 'Hãy xin trạm một hồ sơ mới trước khi hành động theo một hồ sơ cũ.',
  },
  'dossier.entries-unattributed': {
    sentence: 'Nhật ký có các tuyên bố đã ký không nằm ở đây, và không cho biết chúng nói về gói quyết định nào.',
    wayOut: 'Hãy xin trạm hồ sơ của từng gói quyết định mà các mục này nói đến.',
  },
  'dossier.signer-revoked': {
    sentence:
      'Một tuyên bố đã ký không nằm ở đây vì khóa ký nó đã bị thu hồi. Không biết tuyên bố đó đã lấy đi những gì.',
    wayOut: 'Hãy xin trạm một hồ sơ mới, do phiên bản có kèm những tuyên bố như vậy viết.',
  },
};

/** Findings about an exported folder: `dossier.<what-is-wrong>`. */
export const dossierWords = {
  'dossier.in-archive': {
    sentence: 'Tệp nén chứa một quyết định đã xuất hoặc một hồ sơ, mà chữ ký không được xác minh khi còn nén.',
    wayOut: 'Hãy giải nén, rồi xác minh thư mục với `--trust` và khóa của người ký.',
  },
  'dossier.file-missing': {
    sentence: 'Thiếu một tệp thuộc về quyết định đã xuất.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.file-unexpected': {
    sentence: 'Thư mục chứa thứ không thuộc về quyết định đã xuất.',
    wayOut: 'Hãy tìm xem ai đã đặt nó vào; chỉ bỏ ra khi bạn biết chắc nó không quan trọng.',
  },
  'dossier.file-unreadable': {
    sentence: 'Không đọc được một tệp của bản xuất.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.authority-missing': {
    sentence: 'Thư mục thiếu một giấy phép, bản giải tỏa hoặc quyết định trước mà quyết định này dựa vào.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.checksum': {
    sentence: 'Một tệp khác với tổng kiểm của nó trong SHA256SUMS.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-differs': {
    sentence: 'statement.json không phải payload mà phong bì mang.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.keys-differ': {
    sentence: 'Các tệp chứa khóa công khai không chứa cùng một khóa.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.packet-differs': {
    sentence: 'Gói quyết định đi kèm không phải gói đã được quyết định.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.predecessor-revoked': {
    sentence:
      'Quyết định trước một trong các quyết định này được ký bằng một khóa về sau bị thu hồi, nên không còn giá trị và không nằm ở đây.',
    wayOut: 'Không cần làm gì; chữ ký của nó ở trong nhật ký, và việc thu hồi ở trong các bản ghi danh tính.',
  },
  'dossier.not-waiting': {
    sentence: 'Một tệp trong thư mục các bản giải tỏa đang chờ không phải bản giải tỏa còn thiếu chữ ký.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.not-fallen': {
    sentence: 'Một tuyên bố trong thư mục của các khóa bị thu hồi được ký bằng một khóa không bị thu hồi.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.evidence-differs': {
    sentence: 'Bản ghi của một cây bằng chứng không có các hash cây của manifest hoặc của một tuyên bố đã ký.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.rendered-differs': {
    sentence: 'rendered.txt không phải văn bản mà tuyên bố cho ra và người ký đã xem.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.instructions-differ': {
    sentence: 'VERIFY.txt không chứa các lệnh mà console viết cho thư mục này.',
    wayOut: 'Đừng chạy các lệnh đó. Hãy tìm xem ai đã đổi tệp, hoặc lấy lệnh từ tài liệu.',
  },
  'dossier.report-differs': {
    sentence: 'report.html không nói đúng những gì các tệp đã ký nói.',
    wayOut: 'Đừng tin nội dung của nó. Hãy tìm xem ai đã đổi tệp.',
  },
  'dossier.schema-differs': {
    sentence: 'Một JSON Schema trong hồ sơ không phải bản mà console viết.',
    wayOut: 'Hãy lấy schema từ tài liệu. Hãy tìm xem ai đã đổi tệp.',
  },
  'dossier.proof-differs': {
    sentence: 'Một chứng minh trong hồ sơ không phải chứng minh mà nhật ký hoặc manifest cho ra.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-missing': {
    sentence: 'Nhật ký có một tuyên bố đã ký về gói quyết định này mà hồ sơ không có.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.statement-unrecorded': {
    sentence: 'Hồ sơ có một tuyên bố đã ký mà nhật ký không có.',
    wayOut: 'Hãy tìm xem ai đã đặt nó vào: trạm viết hồ sơ không biết tuyên bố này.',
  },
  'dossier.statement-surplus': {
    sentence: 'Hồ sơ có biên nhận của một bằng chứng mà không tuyên bố nào khác trong hồ sơ nêu.',
    wayOut: 'Không cần làm gì: biên nhận đã được ký và có trong nhật ký.',
  },
  'dossier.entry-differs': {
    sentence: 'Một mục nhật ký nêu người ký, phong bì hoặc chữ ký OpenSSH khác với những gì hồ sơ có.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.signer-not-active': {
    sentence: 'Theo nhật ký, một người đã ký sau khi danh tính của họ ngừng dùng hoặc bị thu hồi.',
    wayOut: 'Hãy hỏi các chủ sở hữu của trạm ai đã ký, và nhờ một danh tính đang hoạt động ký lại.',
  },
  'dossier.grant-not-in-force': {
    sentence: 'Một giấy phép không có hiệu lực khi một tuyên bố dùng nó: chưa có, bị thu hồi, hoặc ngoài thời hạn.',
    wayOut: 'Hãy xin các chủ sở hữu của trạm một giấy phép mới và một quyết định mới.',
  },
  'dossier.station-differs': {
    sentence: 'Nhật ký do một trạm khác với trạm được mong đợi ký.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.evidence-missing': {
    sentence: 'Trạm đã nhập một cây bằng chứng mà một tuyên bố nêu, nhưng hồ sơ không có bản ghi của cây đó.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.nothing-decided': {
    sentence: 'Hồ sơ không có quyết định nào.',
    wayOut: EXPORT_AGAIN,
  },
  'dossier.taken-back': {
    sentence: 'Một lệnh thu hồi trong thư mục rút lại quyết định, hoặc thứ mà quyết định dựa vào.',
    wayOut: 'Đừng hành động theo quyết định này. Hãy hỏi chủ sở hữu của nó hiện nay điều gì có hiệu lực.',
  },
  ...notVerified,
} satisfies FindingWords<keyof typeof dossierFindings>;
