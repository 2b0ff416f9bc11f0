import type { statementFindings } from '../../../finding/statement.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const NEW_COPY = 'Hãy mang tệp sang lại; nếu vẫn bị từ chối, hãy xin người ký một tệp mới.';
const SIGN_ANEW = 'Hãy nhờ người ký lập và ký một tuyên bố mới.';

/** Findings about statements, envelopes, keys and decision chains: `statement.<what-is-wrong>`. */
export const statementWords = {
  // Keys
  'statement.key-unreadable': {
    sentence: 'Tệp không phải một khóa công khai Ed25519 ở dạng OpenSSH, PEM hoặc DER.',
    wayOut:
      'Hãy đưa một khóa công khai trong một tệp riêng: tệp key.pub, hoặc nội dung do ssh-keygen -y hay openssl pkey -pubout viết ra.',
  },
  'statement.key-weak': {
    sentence:
      'Khóa công khai không phải điểm chuẩn tắc có bậc nguyên tố, nên chữ ký bằng khóa này không chứng minh gì.',
    wayOut: 'Đừng tin khóa này; không công cụ trung thực nào tạo ra khóa như vậy.',
  },
  // Envelopes and signatures
  'statement.payload-type': {
    sentence: 'Phong bì mang thứ khác với một tuyên bố in-toto.',
    wayOut: 'Hãy kiểm tra xem có đúng tệp cần dùng không.',
  },
  'statement.base64': {
    sentence: 'Một giá trị base64 không ở dạng chuẩn hoặc an toàn cho URL, có đệm và chuẩn tắc.',
    wayOut: NEW_COPY,
  },
  'statement.signature-count': {
    sentence: 'Phong bì không có chữ ký, hoặc có nhiều hơn mức cho phép.',
    wayOut: SIGN_ANEW,
  },
  'statement.signature-invalid': {
    sentence: 'Một chữ ký không xác minh được: nội dung hoặc chữ ký đã bị thay đổi.',
    wayOut: NEW_COPY,
  },
  'statement.signer-unknown': {
    sentence: 'Một chữ ký được tạo bằng khóa chưa ghi danh ở đây; nó không có giá trị gì.',
    wayOut: 'Nếu chữ ký đó cần có giá trị, hãy ghi danh khóa sau khi người giữ khóa xác nhận.',
  },
  'statement.keyid-wrong': {
    sentence: 'Một chữ ký xác minh được, nhưng gợi ý key id của nó nêu một khóa khác.',
    wayOut: 'Không cần làm gì; gợi ý không bao giờ được tin.',
  },
  'statement.nothing-signed': {
    sentence: 'Đã cho một khóa để tin, nhưng đây là bộ bằng chứng: không có gì trong đó được xác minh bằng chữ ký.',
    wayOut: 'Hãy đưa tệp đã ký, quyết định đã xuất hoặc hồ sơ; hoặc bỏ `--trust` để xét bằng chứng.',
  },
  'statement.not-signed-by-trusted-key': {
    sentence: 'Không khóa nào đã ghi danh ký mục này.',
    wayOut:
      'Hãy xác nhận khóa với người giữ khóa, rồi ghi danh nó trong console hoặc đưa nó bằng --trust. Nếu không, hãy từ chối tệp.',
  },
  'statement.signer-ended': {
    sentence: 'Tuyên bố do một người ký mà danh tính đã ngừng dùng ở đây trước khi tuyên bố được mang vào.',
    wayOut: 'Hãy nhờ một danh tính đang hoạt động ký.',
  },
  'statement.signer-role': {
    sentence: 'Những người ký không đủ các vai trò mà tuyên bố này cần, mỗi vai trò một khóa riêng.',
    wayOut: 'Hãy nhờ những người giữ các vai trò này ký.',
  },
  'statement.openssh-alone': {
    sentence: 'Một người ký chỉ ký theo định dạng OpenSSH, không có phong bì DSSE, như một khóa trong token vẫn làm.',
    wayOut:
      'Chữ ký này có giá trị như mọi chữ ký khác; hãy kiểm tra bằng ssh-keygen -Y verify, vì ở đây openssl không có gì để kiểm tra.',
  },
  'statement.sshsig-unreadable': {
    sentence: 'Tệp không phải chữ ký OpenSSH (SSHSIG) của một khóa Ed25519.',
    wayOut: NEW_COPY,
  },
  'statement.sshsig-namespace': {
    sentence: 'Chữ ký OpenSSH được tạo cho mục đích khác (namespace).',
    wayOut: SIGN_ANEW,
  },
  'statement.user-presence': {
    sentence: 'Khóa bảo mật đã ký mà không có ai chạm vào nó.',
    wayOut: 'Hãy ký lại bằng một khóa yêu cầu chạm.',
  },
  // Statements
  'statement.shape': {
    sentence: 'Một trường bị thiếu hoặc không có dạng mà định dạng của nó quy định.',
    wayOut: SIGN_ANEW,
  },
  'statement.unknown-field': {
    sentence: 'Có một trường mà định dạng không biết.',
    wayOut: 'Hãy đọc bằng phiên bản Holdfast đã tạo ra nó, hoặc xin người ký một bản mới.',
  },
  'statement.not-canonical': {
    sentence: 'Tuyên bố không ở dạng JSON chuẩn tắc (RFC 8785), nên một văn bản có thể ứng với nhiều dạng byte.',
    wayOut: SIGN_ANEW,
  },
  'statement.unknown-predicate-type': {
    sentence: 'Tuyên bố thuộc loại mà phiên bản này không biết.',
    wayOut: 'Hãy đọc bằng phiên bản Holdfast đã tạo ra nó.',
  },
  'statement.practice': {
    sentence: 'Tuyên bố thực hành và tuyên bố thật không được lẫn với nhau: loại này đang nằm ở chỗ cần loại kia.',
    wayOut: 'Hãy xin tuyên bố thật. Tuyên bố thực hành chỉ có giá trị trong lần thực hành đã tạo ra nó.',
  },
  'statement.wrong-type': {
    sentence: 'Tuyên bố thuộc loại khác với loại cần ở vị trí này.',
    wayOut: 'Hãy kiểm tra xem có đúng tệp cần dùng không.',
  },
  'statement.subject-mismatch': {
    sentence: 'Tuyên bố nói về thứ khác với các trường của nó nêu.',
    wayOut: SIGN_ANEW,
  },
  'statement.inconsistent': {
    sentence: 'Hai trường của tuyên bố mâu thuẫn với nhau.',
    wayOut: SIGN_ANEW,
  },
  'statement.reason-owed': {
    sentence: 'Lựa chọn khác với mặc định phải có lý do, mà ở đây không có.',
    wayOut: 'Hãy nêu lý do và ký lại.',
  },
  'statement.rendered-mismatch': {
    sentence: 'Văn bản mà người ký đã xem không phải văn bản mà tuyên bố này cho ra.',
    wayOut: 'Đừng dựa vào nó; hãy hỏi người ký cửa sổ ký đã hiển thị gì.',
  },
  // Time, order, authority
  'statement.not-yet-valid': {
    sentence: 'Tuyên bố chưa có hiệu lực.',
    wayOut: 'Hãy chờ đến khi có hiệu lực, và kiểm tra đồng hồ.',
  },
  'statement.expired': {
    sentence: 'Tuyên bố không còn hiệu lực.',
    wayOut: SIGN_ANEW,
  },
  'statement.revoked': {
    sentence: 'Tuyên bố đã bị thu hồi.',
    wayOut: SIGN_ANEW,
  },
  'statement.other-packet': {
    sentence: 'Tuyên bố nói về gói quyết định khác, hoặc về bản sửa đổi khác hay các byte khác của gói này.',
    wayOut: 'Hãy dùng tuyên bố được lập cho đúng gói quyết định này.',
  },
  'statement.sequence-repeated': {
    sentence: 'Một quyết định khác về gói quyết định này đã có vị trí này trong chuỗi.',
    wayOut: 'Hãy nhập mọi quyết định trước đó, rồi quyết định lại.',
  },
  'statement.predecessor-wrong': {
    sentence: 'Quyết định nêu quyết định liền trước khác với quyết định mới nhất được biết về gói quyết định này.',
    wayOut: 'Hãy nhập mọi quyết định trước đó, rồi quyết định lại.',
  },
  'statement.predecessor-missing': {
    sentence: 'Quyết định liền trước quyết định này không có ở đây.',
    wayOut: 'Hãy nhập quyết định mà nó nêu là quyết định liền trước.',
  },
  'statement.decision-followed': {
    sentence: 'Đã có một quyết định sau về gói quyết định này, nên quyết định này không còn hiệu lực.',
    wayOut: 'Hãy dùng quyết định mới nhất.',
  },
  'statement.revision-superseded': {
    sentence: 'Đã có một bản sửa đổi mới hơn của gói quyết định, hoặc đã có quyết định về bản đó.',
    wayOut: 'Hãy xem xét bản sửa đổi mới hơn và quyết định về bản đó.',
  },
  'statement.clock-backwards': {
    sentence: 'Ở quyết định này đồng hồ chỉ sớm hơn so với quyết định liền trước.',
    wayOut: 'Hãy chỉnh đồng hồ của trạm; so thứ tự với thứ tự trong nhật ký.',
  },
  'statement.grant-consumed': {
    sentence: 'Một giấy phép dùng một lần đã được tuyên bố khác dùng.',
    wayOut: 'Hãy xin chủ sở hữu một giấy phép mới.',
  },
  'statement.grant-missing': {
    sentence: 'Giấy phép mà tuyên bố dựa vào không có ở đây, hoặc không phải giấy phép mà nó nêu.',
    wayOut: 'Hãy đưa giấy phép mà nó nêu.',
  },
  // Receipts
  'statement.receipt-differs': {
    sentence: 'Biên nhận nói khác với những gì các byte, hoặc nhật ký, nói lúc này.',
    wayOut: 'Đừng dựa vào những gì đã nhập: hãy nhập lại từ thiết bị lưu trữ và so sánh.',
  },
  // The gate
  'statement.gate-option': {
    sentence: 'Quyết định chọn phương án khác với phương án được hỏi.',
    wayOut: 'Đừng chạy bước này; chủ sở hữu không chọn nó.',
  },
  'statement.gate-reading': {
    sentence: 'Quyết định nêu các phương án khác hoặc mặc định khác với những gì đọc được từ gói quyết định.',
    wayOut: 'Hãy quyết định lại bằng phiên bản Holdfast đang đọc gói quyết định.',
  },
  'statement.gate-locked': {
    sentence: 'Phương án đã được chọn, nhưng một điều kiện của nó chưa được đáp ứng.',
    wayOut: 'Hãy đưa thứ mở được khóa đó, hoặc đừng chạy bước này.',
  },
  'statement.gate-evidence': {
    sentence: 'Bằng chứng được đưa không phải bằng chứng mà quyết định hoặc một bản giải tỏa nêu.',
    wayOut: 'Hãy đưa đúng bằng chứng đã được dùng để quyết định.',
  },
  'statement.gate-role-unnamed': {
    sentence: 'Nhiều khóa được tin, mà khóa này không được nêu vai trò.',
    wayOut: 'Hãy nêu vai trò của từng khóa, như --trust owner=KEY.pub.',
  },
  'statement.gate-not-recorded': {
    sentence: 'Nhật ký được đưa không có quyết định này.',
    wayOut: 'Hãy đưa nhật ký của trạm đã ký quyết định, không cũ hơn quyết định.',
  },
  'statement.gate-withheld': {
    sentence: 'Nhật ký có một lệnh thu hồi hoặc quyết định sau về gói quyết định này mà chưa được đưa.',
    wayOut: 'Hãy đưa mọi lệnh thu hồi và quyết định sau của trạm, bằng --grant hoặc --previous.',
  },
  // What a gate assumes
  'statement.gate-evidence-absent': {
    sentence:
      'Bằng chứng mà gói quyết định, quyết định hoặc một bản giải tỏa nêu không được đưa, nên không được kiểm tra ở đây.',
    wayOut:
      'Hãy đưa nó bằng --evidence để được kiểm tra; nếu không, những người ký bảo đảm cho những gì đã thấy trong đó.',
  },
  'statement.gate-no-journal': {
    sentence:
      'Không có nhật ký nào được đưa: có thể có các quyết định sau và các lần dùng giấy phép cũng không được đưa.',
    wayOut: 'Hãy đưa nhật ký của một hồ sơ bằng --journal và --trust station=KEY.pem.',
  },
  'statement.gate-no-revocation-list': {
    sentence: 'Không có danh sách thu hồi nào được đưa: có thể có lệnh thu hồi cũng không được đưa.',
    wayOut: 'Hãy đưa nhật ký của một hồ sơ bằng --journal: nó liệt kê các lệnh thu hồi của trạm.',
  },
  'statement.gate-not-shown': {
    sentence: 'Nhật ký có một tuyên bố không được đưa và có thể liên quan đến quyết định này.',
    wayOut: 'Hãy đưa nó bằng --grant hoặc --previous: nó được dùng đúng với bản chất của nó.',
  },
  'statement.gate-other-time': {
    sentence: 'Kết luận là cho một thời điểm khác với hiện tại.',
    wayOut: 'Hãy bỏ --at để xét tại thời điểm hiện tại.',
  },
  'statement.vouched-unsigned': {
    sentence:
      'Không khóa được tin nào ký một quyết định trước, hoặc thứ mà quyết định đó dựa vào. Một quyết định sau bảo đảm cho nội dung của nó.',
    wayOut: 'Không cần làm gì: nó không trao quyền nào, và những gì nó đã lấy đi vẫn mất.',
  },
} satisfies FindingWords<keyof typeof statementFindings>;
