import type { evidenceFindings } from '../../../finding/evidence.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const MAKE_AGAIN = 'Hãy nhờ đóng gói lại bộ bằng chứng từ nguồn, bằng `holdfast pack` hoặc zip hay tar thông thường.';
const COPY_AGAIN =
  'Hãy sao chép lại tệp nén từ nguồn. Nếu hai bản sao có cùng digest, hãy nhờ đóng gói lại bộ bằng chứng ở đó.';
const COPY_BUNDLE_AGAIN = 'Hãy sao chép lại bộ bằng chứng từ nguồn; nếu vẫn vậy, hãy nhờ kiểm tra nguồn.';
/** The bytes are in every copy of the archive. */
const PACK_WITHOUT_PADDING =
  'Hãy giải nén ở nguồn rồi đóng gói lại, bằng `holdfast pack` hoặc zip hay tar thông thường.';
const RENAME = 'Hãy nhờ đổi tên mục đó ở nguồn và đóng gói lại bộ bằng chứng.';

/** Findings about evidence: `evidence.<what-is-wrong>`. Alphabetical. */
export const evidenceWords = {
  'evidence.archive-ambiguous': {
    sentence: 'Tệp nén có thể đọc theo nhiều cách, nên hai công cụ có thể thấy hai bộ bằng chứng khác nhau.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-changed': {
    sentence: 'Tệp nén thay đổi trong khi đọc.',
    wayOut: 'Hãy đóng chương trình đang ghi vào nó, sao chép lại, và nhập bản sao.',
  },
  'evidence.archive-crc': {
    sentence: 'Nội dung không có tổng kiểm mà tệp nén nêu cho nó.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-damaged': {
    sentence: 'Ở đây tệp nén sai định dạng của chính nó, nên không đọc được phần tiếp theo.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-duplicate': {
    sentence: 'Tệp nén chứa hai mục trùng tên.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-encrypted': {
    sentence: 'Tệp nén hoặc một mục của nó được mã hóa, nên không kiểm tra được nội dung.',
    wayOut: 'Hãy nhờ giải mã ở nguồn và đóng gói lại không có mật khẩu.',
  },
  'evidence.archive-expands-too-far': {
    sentence: 'Tệp nén giải ra lớn hơn mức được chấp nhận, như một quả bom nén.',
    wayOut: 'Hãy từ chối nó. Nếu bạn tin nó và biết kích thước của nó, hãy giải nén bằng công cụ khác và đưa thư mục.',
  },
  'evidence.archive-form': {
    sentence: 'Tệp không phải tệp nén zip, tar hoặc tar.gz.',
    wayOut: 'Hãy đưa một thư mục, một tệp .zip, .tar hoặc .tar.gz; giải nén tệp loại khác trước.',
  },
  'evidence.archive-header-mismatch': {
    sentence: 'Header riêng của một mục và thư mục của tệp nén nói khác nhau về mục đó.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-hidden-bytes': {
    sentence: 'Tệp nén chứa các byte không thuộc mục nào, và không hash cây nào bao quát chúng.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-overlap': {
    sentence: 'Các mục của tệp nén dùng chung byte, như trong một quả bom nén.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.archive-size-mismatch': {
    sentence: 'Nội dung có độ dài khác với độ dài mà tệp nén nêu.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-too-many-findings': {
    sentence: 'Tệp nén có quá nhiều chỗ sai nên việc đọc đã dừng.',
    wayOut: 'Hãy xem các phát hiện trước phát hiện này, và nhờ đóng gói lại bộ bằng chứng từ nguồn.',
  },
  'evidence.archive-trailing-bytes': {
    sentence: 'Có các byte nằm sau phần kết thúc của tệp nén.',
    wayOut: PACK_WITHOUT_PADDING,
  },
  'evidence.archive-truncated': {
    sentence: 'Tệp nén kết thúc sớm: nó đã bị cắt cụt.',
    wayOut: COPY_AGAIN,
  },
  'evidence.archive-unreadable': {
    sentence: 'Không đọc được tệp nén từ thiết bị lưu trữ.',
    wayOut: 'Hãy cắm lại thiết bị nếu nó bị rút ra; nếu thiết bị báo lỗi, hãy lấy bản sao khác trên thiết bị khác.',
  },
  'evidence.archive-unsupported': {
    sentence: 'Tệp nén dùng một tính năng của định dạng mà ở đây không đọc.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-byte-order-mark': {
    sentence: 'Một tệp thẻ của bag bắt đầu bằng dấu thứ tự byte (BOM), điều mà BagIt không cho phép.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-declaration': {
    sentence: '`bagit.txt` không phải hai dòng mà RFC 8493, mục 2.1.1, yêu cầu.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-encoding': {
    sentence: 'Các tệp thẻ của bag dùng bảng mã mà ở đây không đọc.',
    wayOut: 'Hãy nhờ tạo lại bag với các tệp thẻ UTF-8.',
  },
  'evidence.bag-fetch-malformed': {
    sentence:
      'Một dòng của `fetch.txt` không gồm URL, độ dài hoặc `-`, và đường dẫn, như RFC 8493, mục 2.2.3, yêu cầu.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-incomplete': {
    sentence: '`fetch.txt` liệt kê một tệp không có trong bag: tệp đó nằm ở nơi khác và không được mang theo.',
    wayOut: 'Hãy nhờ tải các tệp còn thiếu trên một máy có mạng, rồi mang bag đã đủ sang; `fetch.txt` có thể để lại.',
  },
  'evidence.bag-info-malformed': {
    sentence: 'Một dòng của `bag-info.txt` không phải nhãn và giá trị, cũng không phải phần nối tiếp.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-links': {
    sentence:
      'Các liên kết tượng trưng của payload không phải những liên kết mà `Payload-Links-SHA256` trong `bag-info.txt` nêu.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.bag-manifest-missing': {
    sentence: 'Bag không có manifest payload nào có digest được tính ở đây, nên không kiểm tra được payload.',
    wayOut: 'Hãy nhờ tạo lại bag với manifest SHA-256.',
  },
  'evidence.bag-manifest-not-verified': {
    sentence: 'Một manifest dùng thuật toán không được tính ở đây: các tên đã được so, các digest thì chưa.',
    wayOut: 'Hãy dựa vào manifest SHA-256, hoặc kiểm tra manifest này bằng công cụ riêng.',
  },
  'evidence.bag-oxum': {
    sentence: 'Payload không có số byte và số tệp mà `Payload-Oxum` nêu.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.bag-oxum-malformed': {
    sentence: '`Payload-Oxum` không được viết thành số byte, dấu chấm và số tệp, hoặc xuất hiện hai lần.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-payload-path': {
    sentence:
      'Một manifest payload nêu đường dẫn ngoài `data/`, hoặc một manifest thẻ nêu đường dẫn trong đó hay một manifest thẻ.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-percent-encoding': {
    sentence: 'Một đường dẫn trong manifest có dấu `%` trần, mà BagIt 1.0 viết là `%25`; nó được hiểu nguyên như vậy.',
    wayOut: 'Hãy nhờ sửa công cụ đã tạo bag; bản thân tên tệp không bị ảnh hưởng.',
  },
  'evidence.bag-tag-manifest-incomplete': {
    sentence: 'Một manifest thẻ không liệt kê một manifest payload, như RFC 8493, mục 2.2.1, yêu cầu.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.bag-tag-unlisted': {
    sentence: 'Một tệp thẻ không có trong manifest thẻ nào, nên chỉ hash cây bao quát nó.',
    wayOut: 'Hãy nhờ tạo lại các manifest thẻ sau lần thay đổi cuối cùng của bag.',
  },
  'evidence.bag-version': {
    sentence: 'Bag thuộc phiên bản BagIt mà ở đây không đọc.',
    wayOut: 'Hãy nhờ tạo lại bag theo BagIt 1.0.',
  },
  'evidence.bag-without-declaration': {
    sentence:
      'Một thư mục có các tệp thẻ của BagIt nhưng không có `bagit.txt`, nên không đọc được các manifest của nó.',
    wayOut: 'Hãy nhờ đóng gói lại bag từ nguồn, kèm `bagit.txt` mà mọi bag đều bắt đầu bằng nó.',
  },
  'evidence.changed-while-read': {
    sentence: 'Một tệp hoặc thư mục thay đổi, xuất hiện hoặc biến mất trong khi đọc.',
    wayOut: 'Hãy đóng chương trình đang ghi vào thiết bị lưu trữ, và nhập lại.',
  },
  'evidence.check-not-passed': {
    sentence: 'Một phép kiểm tra của bộ bằng chứng không đạt khi được tính lại từ các byte.',
    wayOut: 'Hãy xem những gì quan sát được, và nhờ lập lại bằng chứng ở chỗ sai.',
  },
  'evidence.checks-malformed': {
    sentence: '`checks.json` không phải danh sách phép kiểm tra như `urn:holdfast:checks:v1` mô tả.',
    wayOut: 'Hãy nhờ sửa `checks.json` ở chỗ phát hiện nêu, và đóng gói lại bộ bằng chứng.',
  },
  'evidence.claims-nothing': {
    sentence: 'Bộ bằng chứng không có manifest cũng không có phép kiểm tra, nên không có gì để xác minh.',
    wayOut: 'Hãy cho hash cây mà nó phải có bằng `--expect-tree`, hoặc nhờ đóng gói kèm manifest.',
  },
  'evidence.directory-loop': {
    sentence: 'Một thư mục chứa một trong các thư mục chứa nó, nên cây không có điểm dừng.',
    wayOut: 'Hãy nhờ kiểm tra hệ thống tệp của thiết bị lưu trữ, và sao chép lại bộ bằng chứng.',
  },
  'evidence.git-ids-computed': {
    sentence: 'Các id cây của git cho bộ bằng chứng này đã được tính từ bản trong kho và thêm vào bản ghi của nó.',
    wayOut: 'Không cần làm gì.',
  },
  'evidence.gzip-trailing-bytes': {
    sentence: 'Sau phần dữ liệu nén có các byte không thuộc thành phần gzip nào.',
    wayOut: PACK_WITHOUT_PADDING,
  },
  'evidence.hard-link': {
    sentence: 'Tệp nén chứa một liên kết cứng: một tên không có nội dung riêng.',
    wayOut: 'Hãy đóng gói lại bằng `tar --hard-dereference`, hoặc bằng `holdfast pack`, để mỗi tên có nội dung của nó.',
  },
  'evidence.same-tree-refused': {
    sentence: 'Một bộ bằng chứng khác ở đây chứa cùng cây này, và đã bị từ chối. Một cây chỉ có một kết luận.',
    wayOut: 'Hãy xem các phát hiện của bộ đó, và nhờ lập lại ở nguồn phần bị từ chối.',
  },
  'evidence.hash-of-listed-tree': {
    sentence:
      'Hash này là của cây theo danh sách trong các manifest của bộ bằng chứng: nó được tính trước khi các tệp ở đây bị khác đi.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.hash-of-manifest': {
    sentence: 'Hash này là SHA-256 của manifest này, không phải của cây: nó bảo đảm cho các tệp như được liệt kê.',
    wayOut: 'Nếu mọi tệp đúng như được liệt kê, hãy hỏi hash cây của bộ bằng chứng này, hoặc gọi nó bằng hash này.',
  },
  'evidence.hash-of-other-modes': {
    sentence: 'Hash này là của cây này với các bit thực thi khác, mà thiết bị lưu trữ hoặc tệp nén không giữ được.',
    wayOut: 'Không cần làm gì nếu không tệp nào dùng để chạy. `dirHash` không phụ thuộc các bit này.',
  },
  'evidence.hash-of-other-tree': {
    sentence:
      'Hash này không phải của cây này, không phải của cây theo các manifest của bộ bằng chứng, cũng không phải của một manifest.',
    wayOut: 'Hãy kiểm tra xem có đúng bộ bằng chứng cần dùng không; so các tệp của nó với các tệp ở nguồn.',
  },
  'evidence.inclusion-proof-content': {
    sentence: 'Tệp không phải tệp mà chứng minh nói đến: SHA-256 của nó khác.',
    wayOut: 'Hãy nhờ đưa đúng tệp của bộ bằng chứng, hoặc tạo một chứng minh cho tệp này.',
  },
  'evidence.inclusion-proof-malformed': {
    sentence: 'Tệp không phải chứng minh bao hàm như `urn:holdfast:inclusion-proof:v1` mô tả.',
    wayOut: 'Hãy nhờ trạm giữ bộ bằng chứng viết lại chứng minh.',
  },
  'evidence.inclusion-proof-refused': {
    sentence: 'Chứng minh không cho thấy tệp này thuộc cây có hash này.',
    wayOut: 'Hãy kiểm tra xem hash cây có phải `merkleSha256` của bộ bằng chứng đã tạo ra chứng minh không.',
  },
  'evidence.link-leaves-root': {
    sentence: 'Một liên kết tượng trưng dẫn ra ngoài bộ bằng chứng, hoặc có thể dẫn ra qua liên kết khác.',
    wayOut: 'Hãy nhờ thay liên kết bằng nội dung mà nó trỏ tới, và đóng gói lại bộ bằng chứng.',
  },
  'evidence.link-loop': {
    sentence: 'Một liên kết tượng trưng dẫn về chính nó, nên không đi đến đâu. Ở đây không bao giờ đi theo liên kết.',
    wayOut: 'Hãy hỏi người gửi liên kết phải dẫn đến đâu.',
  },
  'evidence.link-not-covered': {
    sentence:
      'Một liên kết tượng trưng không có trong manifest nào, và chỉ các hash cây của git bao quát nó: không có gì khác cho biết nó phải dẫn đến đâu.',
    wayOut: 'Hãy so bộ bằng chứng với một hash cây của git, hoặc nhờ thay liên kết bằng nội dung mà nó trỏ tới.',
  },
  'evidence.link-unlisted': {
    sentence:
      'Một liên kết tượng trưng nằm trong thư mục có manifest phải liệt kê mọi thứ, mà không manifest nào liệt kê được liên kết.',
    wayOut: 'Hãy nhờ thay liên kết bằng bản sao của nội dung mà nó trỏ tới (`cp -RL`), và tạo lại manifest.',
  },
  'evidence.manifest-byte-order-mark': {
    sentence: 'Manifest bắt đầu bằng dấu thứ tự byte (BOM), như các công cụ Windows viết; dấu đó đã được bỏ qua.',
    wayOut: 'Ở đây không cần làm gì; `sha256sum -c` từ chối dòng đầu của một tệp như vậy.',
  },
  'evidence.manifest-differs': {
    sentence: 'Một tệp không có digest mà manifest nêu cho nó.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.manifest-duplicate': {
    sentence: 'Manifest liệt kê một tệp hai lần.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-lists-itself': {
    sentence: 'Manifest liệt kê chính nó như tệp rỗng lúc mới bắt đầu viết; dòng đó đã được bỏ qua.',
    wayOut: 'Ở đây không cần làm gì. Để tránh điều này, hãy viết manifest ở nơi khác rồi chuyển vào thư mục.',
  },
  'evidence.manifest-lists-link': {
    sentence:
      'Manifest liệt kê một tên là liên kết tượng trưng trong bộ bằng chứng. Không bao giờ đi theo liên kết, nên không so được digest của nó.',
    wayOut:
      'Hãy nhờ thay liên kết bằng bản sao của nội dung mà nó trỏ tới (`cp -RL`); khi đó manifest giữ nguyên vẫn đúng.',
  },
  'evidence.manifest-malformed-line': {
    sentence: 'Một dòng của manifest không gồm digest và tên.',
    wayOut: 'Hãy nhờ tạo lại manifest, bằng `sha256sum` hoặc `holdfast pack`.',
  },
  'evidence.manifest-missing-file': {
    sentence: 'Manifest liệt kê một tệp không có trong bộ bằng chứng dưới dạng tệp thường.',
    wayOut: COPY_BUNDLE_AGAIN,
  },
  'evidence.manifest-more': {
    sentence: 'Số tệp bị thiếu, khác hoặc không được liệt kê nhiều hơn số được nêu riêng từng tệp.',
    wayOut: 'Hãy xem các tệp đầu tiên; so bộ bằng chứng với nguồn nếu chúng chưa giải thích được.',
  },
  'evidence.manifest-name-case': {
    sentence: 'Manifest nêu một tệp có tên chỉ khác ở chữ hoa và chữ thường, nên có thể là tệp khác.',
    wayOut: 'Hãy nhờ đổi tên tệp ở nguồn đúng như manifest, hoặc tạo lại manifest.',
  },
  'evidence.manifest-name-form': {
    sentence:
      'Manifest và bộ bằng chứng viết một tên theo hai dạng chuẩn Unicode, như macOS vẫn làm; tên đó được coi là một.',
    wayOut: 'Không cần làm gì. Các tên trông giống nhau; hash cây tính từ dạng kia không thể khớp.',
  },
  'evidence.manifest-not-read': {
    sentence: 'Theo tên thì tệp là manifest, nhưng không đọc được như manifest, nên nội dung của nó không được so.',
    wayOut: 'Hãy nhờ tạo manifest bằng `sha256sum` hoặc `holdfast pack`; tệp không phải manifest cần tên khác.',
  },
  'evidence.manifest-not-utf8': {
    sentence: 'Một manifest hoặc tệp thẻ không phải văn bản UTF-8, cũng không ở bảng mã mà bag khai báo.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-own-digest': {
    sentence: 'Manifest liệt kê chính nó với một digest, mà không tệp nào chứa được digest của chính mình.',
    wayOut: 'Hãy nhờ tạo lại manifest ở thư mục khác rồi chuyển vào thư mục này, để nó không liệt kê chính nó.',
  },
  'evidence.manifest-path': {
    sentence: 'Manifest nêu một đường dẫn không thể nằm trong bộ bằng chứng.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.manifest-signature-not-checked': {
    sentence: 'Bên cạnh có chữ ký của một manifest. Chữ ký đó không được kiểm tra.',
    wayOut: 'Hãy kiểm tra bằng công cụ đã tạo ra nó, như `gpg --verify`.',
  },
  'evidence.manifest-unlisted-file': {
    sentence: 'Một tệp có trong bộ bằng chứng nhưng không có trong manifest của nó.',
    wayOut: 'Hãy nhờ bỏ tệp ra, hoặc tạo lại manifest ở nguồn nếu tệp thuộc về bộ bằng chứng.',
  },
  'evidence.manifest-weak': {
    sentence: 'Với một số tệp chỉ có digest của thuật toán yếu này bảo đảm: có thể tùy ý tạo hai tệp có cùng digest.',
    wayOut: 'Hãy nhờ tạo manifest bằng SHA-256, hoặc so một hash cây mà người tạo đã cho bạn biết.',
  },
  'evidence.modes-not-kept': {
    sentence:
      'Mọi tệp đều có bit thực thi, như trên thiết bị không giữ các bit đó (FAT, exFAT): các hash cây của git phụ thuộc vào chúng.',
    wayOut:
      'Hãy so một hash cây khác, như `dirHash`. Hash cây của git cũng được thử với trường hợp không tệp nào thực thi được.',
  },
  'evidence.more-warnings': {
    sentence: 'Số cảnh báo loại này nhiều hơn số được nêu riêng từng cái.',
    wayOut: 'Hãy xem những cảnh báo đầu tiên; phần còn lại cùng loại.',
  },
  'evidence.name-deceptive': {
    sentence: 'Một tên có ký tự vô hình, đổi hướng chữ, hoặc giả dạng ký tự khác.',
    wayOut: 'Hãy so tên như hiển thị ở đây, dưới dạng mã thoát, với tên bạn mong đợi.',
  },
  'evidence.name-leftover': {
    sentence: 'Tệp này do môi trường desktop hoặc hệ thống tệp tự để lại: khó có thể là bằng chứng.',
    wayOut: 'Hãy hỏi người gửi nó có thuộc bộ bằng chứng không; hash cây tính khi không có nó không thể khớp.',
  },
  'evidence.name-twin': {
    sentence:
      'Hai tên trong một thư mục chỉ khác ở chữ hoa, chữ thường hoặc dạng chuẩn Unicode, nên có hệ thống coi là một.',
    wayOut: 'Hãy hỏi người gửi có phải cần cả hai không.',
  },
  'evidence.path-absolute': {
    sentence: 'Một đường dẫn bắt đầu từ gốc của hệ thống tệp hoặc bằng chữ cái ổ đĩa.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.path-conflict': {
    sentence: 'Một tên vừa được dùng cho thư mục vừa được dùng cho thứ khác.',
    wayOut: RENAME,
  },
  'evidence.path-control-character': {
    sentence: 'Một tên hoặc đích của liên kết chứa ký tự NUL hoặc xuống dòng.',
    wayOut: RENAME,
  },
  'evidence.path-leaves-root': {
    sentence: 'Một đường dẫn dẫn ra ngoài bộ bằng chứng.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.path-not-plain': {
    sentence: 'Một đường dẫn chứa tên rỗng, dấu `.`, hoặc dấu gạch chéo ngược ở chỗ có thể là dấu phân cách.',
    wayOut: RENAME,
  },
  'evidence.path-not-utf8': {
    sentence: 'Một tên hoặc đích của liên kết không phải UTF-8, hoặc tệp nén không nói rằng nó là UTF-8.',
    wayOut:
      'Hãy nhờ đổi tên mục đó ở nguồn, hoặc đóng gói lại bộ bằng chứng với tên UTF-8: thành .tar.gz, hoặc bằng 7-Zip với -mcu=on.',
  },
  'evidence.path-too-long': {
    sentence: 'Một tên dài hơn 255 byte, hoặc một đường dẫn hay đích của liên kết dài hơn mức mọi hệ thống nhận.',
    wayOut: RENAME,
  },
  'evidence.record-differs': {
    sentence: 'Bản ghi của bộ bằng chứng này không đúng với các byte trong kho. Nó đã được tạo lại từ các byte.',
    wayOut:
      'Hãy tìm xem ai có thể ghi vào ổ đĩa của trạm này. Cũng có thể một phiên bản cũ đã xét bộ bằng chứng theo quy tắc khác.',
  },
  'evidence.record-remade': {
    sentence:
      'Bản ghi của bộ bằng chứng này đã được tạo lại từ các byte trong kho, vì nhật ký không có bản ghi nằm trên đĩa. Tệp nào thực thi được và tệp nào là liên kết thì theo danh sách trong manifest của kho; những gì ghi nhận về thiết bị lưu trữ chỉ có trong nhật ký.',
    wayOut: 'Không cần làm gì. Hãy nhập lại bộ bằng chứng nếu cần xem lại thiết bị lưu trữ.',
  },
  'evidence.same-files-other-tree': {
    sentence: 'Kho đã có một bộ bằng chứng với cùng các tệp, nhưng khác liên kết hoặc bit thực thi.',
    wayOut: 'Hãy so kết quả của “git write-tree” hoặc “holdfast hash” cho hai bộ, và hỏi người gửi bộ nào đúng.',
  },
  'evidence.special-file': {
    sentence: 'Thiết bị, FIFO hoặc socket không phải bằng chứng, và không bao giờ được đọc.',
    wayOut: 'Hãy nhờ bỏ nó ra, và đóng gói lại bộ bằng chứng.',
  },
  'evidence.tar-checksum': {
    sentence: 'Một header tar không có tổng kiểm mà nó nêu.',
    wayOut: COPY_AGAIN,
  },
  'evidence.tar-pax': {
    sentence: 'Một header tar mở rộng nói điều mà các công cụ hiểu khác nhau.',
    wayOut: MAKE_AGAIN,
  },
  'evidence.tar-sparse': {
    sentence: 'Tệp tar chứa một tệp thưa, mà các lỗ trống của nó không được lưu.',
    wayOut: 'Hãy đóng gói lại không có `--sparse`.',
  },
  'evidence.too-deep': {
    sentence: 'Các thư mục lồng nhau sâu hơn mức được chấp nhận.',
    wayOut: 'Hãy nhờ đóng gói lại bộ bằng chứng với ít cấp hơn.',
  },
  'evidence.too-many-manifests': {
    sentence: 'Có hơn 64 manifest về cùng một thư mục, nên không phải tất cả đều được so.',
    wayOut: 'Hãy nhờ đóng gói lại bộ bằng chứng từ nguồn với một manifest.',
  },
  'evidence.tree-differs': {
    sentence: 'Không thuật toán nào cho ra hash cây được mong đợi với bộ bằng chứng này.',
    wayOut: 'Hãy kiểm tra xem có đúng bộ bằng chứng cần dùng không, và nhờ mang sang lại.',
  },
  'evidence.unreadable': {
    sentence: 'Không đọc được một tệp hoặc thư mục, nên cây không đầy đủ.',
    wayOut: 'Hãy nhờ sửa quyền truy cập hoặc thiết bị lưu trữ, và nhập lại.',
  },
  'evidence.manifests-list-nothing': {
    sentence: 'Bộ bằng chứng có manifest, nhưng không manifest nào liệt kê tệp của nó: ở đây không có gì được bảo đảm.',
    wayOut:
      'Hãy kiểm tra xem bộ bằng chứng có được sao chép trọn vẹn không, hoặc so hash cây của nó với hash bạn mong đợi.',
  },
  'evidence.unvouched-file': {
    sentence: 'Một tệp không có trong manifest nào, dù bộ bằng chứng có manifest: không có gì bảo đảm cho nó.',
    wayOut: 'Hãy nhờ bỏ tệp ra, hoặc tạo lại manifest ở nguồn nếu tệp thuộc về bằng chứng.',
  },
  'evidence.vault-damaged': {
    sentence: 'Kho có byte bị hỏng của bộ bằng chứng này, hoặc đã mất một phần.',
    wayOut: 'Hãy nhập lại bộ bằng chứng từ thiết bị lưu trữ, và nhờ kiểm tra ổ đĩa của trạm này.',
  },
  'evidence.vault-orphans': {
    sentence:
      'Kho có nội dung mà không bộ bằng chứng, gói quyết định hay tuyên bố nào nhắc đến: các việc nhập bị hủy để lại chúng.',
    wayOut: 'Không cần làm gì. Chúng chiếm chỗ, và lần nhập sau của cùng các tệp sẽ dùng lại.',
  },
  'evidence.zip-name': {
    sentence: 'Một tên trong tệp zip chứa ký tự điều khiển, hoặc kết thúc bằng `;` và chữ số: unzip sẽ bỏ phần đó.',
    wayOut: 'Hãy nhờ đổi tên mục đó ở nguồn, hoặc đóng gói lại bộ bằng chứng thành .tar.gz.',
  },
} satisfies FindingWords<keyof typeof evidenceFindings>;
