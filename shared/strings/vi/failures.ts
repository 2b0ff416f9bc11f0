import type { failures as en } from '../en/failures.ts';

/** What each failure says, with the gaps of the English text. */
export const failures: Readonly<Record<keyof typeof en, string>> = {
  'file/medium-full': 'Thiết bị lưu trữ đã đầy. Hãy giải phóng chỗ trống hoặc dùng thiết bị khác, rồi thử lại.',
  'file/read-only': 'Thiết bị lưu trữ chỉ cho đọc. Hãy mở khóa chống ghi hoặc dùng thiết bị khác, rồi thử lại.',
  'file/not-permitted':
    'Tài khoản này không có quyền dùng tệp hoặc thư mục đó. Hãy chọn thư mục khác, hoặc nhờ đổi quyền truy cập.',
  'file/unreadable':
    'Thiết bị lưu trữ báo lỗi đọc hoặc ghi. Nếu thiết bị bị rút ra, hãy cắm lại và thử lại. Nếu không, có thể thiết bị đã hỏng: hãy dùng thiết bị khác.',
  'file/gone': 'Tệp hoặc thư mục không còn ở đó. Nếu thiết bị lưu trữ bị rút ra, hãy cắm lại và thử lại.',
  'file/exists':
    'Đã có một mục mang tên đó, và không có gì bị ghi đè. Hãy chọn thư mục khác, hoặc chuyển mục đó đi chỗ khác.',
  'file/not-a-regular-file':
    'Mục ở đường dẫn đó không thuộc loại tệp cần dùng, hoặc là một liên kết. Hãy chọn đúng tệp thật.',
  'file/name-refused': 'Thiết bị lưu trữ không chấp nhận tên hoặc yêu cầu này. Hãy dùng thiết bị có hệ thống tệp khác.',
  'file/too-large': 'Tệp lớn hơn mức được chấp nhận ở đây. Hãy kiểm tra xem có đúng tệp không.',
  'file/changed': 'Tệp đã dài ra hoặc ngắn lại trong khi đọc. Đừng để chương trình nào khác ghi vào tệp, rồi thử lại.',
  'file/no-answer':
    'Thiết bị lưu trữ không trả lời. Hãy chờ đến khi nó trả lời rồi thử lại, hoặc rút ra và dùng thiết bị khác.',
  'file/differs': 'Thiết bị lưu trữ trả về các byte khác với những gì đã ghi. Đừng dùng thiết bị này.',
  'file/other': 'Hệ thống không thực hiện được thao tác với tệp (lỗi {errno}). Hãy nhờ người am hiểu máy này xem giúp.',

  'vault/missing': 'Kho không có mục này. Hãy nhập lại.',
  'vault/damaged': 'Kho có byte bị hỏng ở đây. Hãy kiểm tra kho, và nhập lại những gì bị ảnh hưởng.',
  'vault/unknown-record':
    'Bản ghi của bộ bằng chứng này trên đĩa không phải là bản mà nhật ký biết, nên không được tin. Hãy kiểm tra kho, việc này tạo lại bản ghi từ các byte, hoặc nhập lại bộ bằng chứng.',
  'vault/too-large': 'Mục này lớn hơn mức được chấp nhận ở đây.',
  'vault/system': 'Không dùng được kho. {cause}',
  'vault/thread': 'Việc làm với kho đã dừng trước khi xong. {cause}',
  'thread/ended':
    'Holdfast gặp một lỗi chưa biết, hoặc đã hết bộ nhớ: {fault}. Mọi phần khác vẫn chạy. Hãy thử lại, và báo lại nếu điều này lặp lại.',

  'import/cancelled': 'Việc nhập đã bị hủy. Không có phần nào được đưa vào danh sách.',
  'import/held-up':
    'Việc nhập đã bị hủy. Không có phần nào được đưa vào danh sách. Một lệnh gọi tới thiết bị lưu trữ hoặc ổ đĩa vẫn chưa xong.',
  'import/refused':
    'Bằng chứng chứa thứ mà không cây bằng chứng nào được phép chứa, hoặc không đọc được trọn vẹn. Không có phần nào được đưa vào danh sách.',
  'import/medium': 'Không đọc được thiết bị lưu trữ đến hết. {cause}',
  'import/medium-kept':
    'Không đọc được thiết bị lưu trữ đến hết. {cause} Phần đã đọc được giữ lại: hãy tiếp tục việc nhập.',
  'import/vault': 'Kho không nhận được bộ bằng chứng. {cause}',
  'import/vault-kept': 'Kho không nhận được bộ bằng chứng. {cause} Phần đã đọc được giữ lại: hãy tiếp tục việc nhập.',
  'import/thread': 'Việc nhập đã dừng trước khi xong. {cause}',
  'import/thread-kept': 'Việc nhập đã dừng trước khi xong. {cause} Phần đã đọc được giữ lại: hãy tiếp tục việc nhập.',

  'keyring/passphrase-not-text':
    'Cụm mật khẩu là văn bản gõ từ bàn phím. Nó không được chứa ký tự điều khiển hoặc Unicode hỏng.',
  'keyring/passphrase-blank-ends': 'Cụm mật khẩu không được bắt đầu hoặc kết thúc bằng dấu cách.',
  'keyring/passphrase-short': 'Cụm mật khẩu cần ít nhất {least} ký tự. Bốn hoặc năm từ ngẫu nhiên là tốt.',
  'keyring/passphrase-few-characters':
    'Cụm mật khẩu cần ít nhất {least} ký tự khác nhau. Bốn hoặc năm từ ngẫu nhiên là tốt.',
  'keyring/passphrases-differ': 'Hai cụm mật khẩu không giống nhau. Hãy gõ lại cả hai.',
  'keyring/wrong-passphrase':
    'Cụm mật khẩu này không mở được khóa của {name}. Hãy kiểm tra bố trí bàn phím, bộ gõ tiếng Việt và phím Caps Lock, rồi gõ lại.',
  'keyring/wait':
    'Sau nhiều lần gõ sai cụm mật khẩu cho khóa của {name}, lần thử tiếp theo phải chờ. Hãy thử lại khi hết thời gian chờ.',
  'keyring/input-unreadable': 'Những gì đã gõ không đến được tiến trình dùng khóa. Hãy gõ lại.',
  'keyring/key-process':
    'Tiến trình dùng khóa đã kết thúc hoặc không trả lời, nên khóa chưa được dùng. Hãy thử lại. Nếu lặp lại, hãy đóng Holdfast rồi khởi động lại.',
  'keyring/key-process-gone': 'Tiến trình chờ cụm mật khẩu đã kết thúc, nên chưa mở gì cả. Hãy gõ lại cụm mật khẩu.',
  'keyring/key-damaged': 'Tệp khóa bị hỏng. Hãy khôi phục khóa từ bản sao lưu.',
  'keyring/key-line-ends':
    'Tệp khóa đã được sao chép dưới dạng văn bản, làm đổi ký tự xuống dòng. Hãy sao chép lại nguyên dạng (nhị phân), hoặc khôi phục khóa từ bản sao lưu khác.',
  'keyring/key-work-factor':
    'Tệp khóa đòi hỏi nhiều phép tính hơn mức được thực hiện ở đây (hệ số scrypt trên 20). Hãy mở bằng age -d, rồi mã hóa lại bằng age -p.',
  'keyring/key-no-passphrase':
    'Tệp khóa được mã hóa cho một khóa chứ không phải bằng cụm mật khẩu. Hãy mở bằng age -d -i, rồi mã hóa lại bằng age -p.',
  'keyring/key-not-openssh':
    'Tệp này không phải khóa bí mật OpenSSH. Hãy chọn tệp khác, hoặc chuyển đổi bằng ssh-keygen -p.',
  'keyring/key-passphrase-needed': 'Tệp khóa được mã hóa. Hãy gõ cụm mật khẩu của tệp.',
  'keyring/key-cipher-unknown':
    'Tệp khóa được mã hóa theo cách khác với mặc định của OpenSSH. Hãy mã hóa lại bằng ssh-keygen -p.',
  'keyring/key-not-ed25519': 'Khóa này không phải khóa Ed25519. Hãy dùng khóa tạo bằng ssh-keygen -t ed25519.',
  'keyring/key-other': 'Tệp chứa khóa của một danh tính khác. Hãy chọn tệp khóa của danh tính này.',
  'keyring/key-elsewhere':
    'Khóa bí mật của danh tính này không được giữ ở trạm này. Hãy ký bằng tệp khóa hoặc agent của danh tính đó.',
  'keyring/key-kept-here':
    'Khóa bí mật của danh tính này được giữ ở trạm này. Hãy mở khóa bằng cụm mật khẩu của danh tính đó.',
  'keyring/station-key-damaged': 'Tệp khóa của trạm bị hỏng. Hãy khôi phục từ bản sao lưu.',
  'keyring/locked': 'Khóa đã bị khóa lại. Hãy mở khóa và ký lại.',
  'keyring/cancelled': 'Thao tác bị hủy trước khi tệp khóa được ghi. Không có gì thay đổi.',
  'keyring/name-refused': 'Tên là một dòng văn bản nhìn thấy được, nhiều nhất 100 ký tự. Hãy gõ tên khác.',
  'keyring/roles-refused': 'Một danh tính có ít nhất một vai trò, mỗi vai trò một lần. Hãy chọn lại vai trò.',
  'keyring/reason-needed': 'Chưa có lý do. Hãy nêu lý do: lý do được ghi vào bản ghi.',
  'keyring/identity-unknown': 'Không có danh tính nào như vậy được ghi danh ở trạm này.',
  'keyring/identity-not-active':
    'Danh tính này đã ngừng dùng hoặc bị thu hồi, nên không ký gì nữa. Hãy chọn danh tính khác.',
  'keyring/already-enrolled': 'Khóa này đã được ghi danh. Hãy dùng khóa khác.',
  'keyring/owner-exists': 'Trạm này đã có chủ sở hữu. Hãy để một chủ sở hữu ghi danh người khác.',
  'keyring/owner-needed': 'Một chủ sở hữu đang hoạt động phải ký việc này. Hãy mở khóa của một chủ sở hữu.',
  'keyring/last-owner': 'Đây là chủ sở hữu đang hoạt động cuối cùng. Hãy ghi danh một chủ sở hữu khác trước.',
  'keyring/records-damaged': '{findings}',
  'keyring/agent-unreachable': 'ssh-agent không trả lời (lỗi {errno}). Hãy khởi động nó, hoặc chọn agent khác.',
  'keyring/agent-path': 'Đường dẫn của ssh-agent không phải đường dẫn tuyệt đối. Hãy chọn socket của agent.',
  'keyring/agent-closed': 'ssh-agent đóng kết nối mà không trả lời. Hãy khởi động lại nó, hoặc chọn agent khác.',
  'keyring/agent-malformed': 'ssh-agent trả lời theo dạng khác với các agent. Hãy chọn agent khác.',
  'keyring/agent-timed-out':
    'ssh-agent không trả lời trong {seconds} giây. Hãy ký lại, và chạm vào token hoặc xác nhận trong agent ngay khi được hỏi.',
  'keyring/agent-cancelled': 'Thao tác bị hủy trước khi ssh-agent trả lời. Chưa ký gì cả.',
  'keyring/agent-without-key':
    'ssh-agent không có khóa này. Hãy thêm bằng ssh-add (mở khóa agent bằng ssh-add -X), hoặc chọn agent khác.',
  'keyring/agent-no-list': 'ssh-agent không liệt kê các khóa của nó. Hãy mở khóa agent và thử lại.',
  'keyring/agent-refused':
    'ssh-agent không ký bằng khóa này. Hãy mở khóa agent, chạm vào token hoặc xác nhận trong agent, rồi thử lại.',

  'pack/refused': 'Không tạo bộ bằng chứng nào, vì khi nhập nó sẽ bị từ chối.',
  'pack/file': 'Không tạo bộ bằng chứng nào. {cause}',

  'ipc/wrong-sender': 'Yêu cầu không đến từ trang được phép gửi nó.',
  'ipc/no-channel': 'Không có yêu cầu nào như vậy.',
  'ipc/bad-request': 'Yêu cầu không có dạng mà kênh này nhận.',

  'words/unknown-word': 'Từ "{word}" ở vị trí {place} không có trong danh sách từ. Hãy đọc lại từ đó.',
  'words/wrong-place':
    'Từ "{word}" không thể đứng ở vị trí {place}: một từ trước đó bị bỏ sót hoặc đọc hai lần. Hãy đọc lại các từ.',

  'ur.not-a-part': 'Đây không phải UR: mỗi UR bắt đầu bằng ur:bytes/.',
  'ur.no-symbol': '{reason}',
  'ur.other-type': 'UR này thuộc kiểu {type}, mà ở đây chỉ đọc kiểu bytes. Hãy chụp các khung của một quyết định.',
  'ur.checksum': 'Tổng kiểm của khung này không đúng. Hãy chụp lại khung.',
  'ur.malformed':
    'Nội dung này không có cấu trúc của UR kiểu bytes, nên đến từ nơi khác. Hãy chụp các khung của một quyết định.',
  'ur.other-message': 'Khung này thuộc một thông điệp khác. Hãy giải mã từng thông điệp một.',
  'ur.damaged-message': 'Các khung ghép lại thành nội dung khác với nội dung đã gửi. Hãy chụp lại các khung.',
  'ur.incomplete': 'Đã có {have} trên {needed} mảnh. Hãy chụp thêm khung.',
  'ur.too-large': 'QR truyền được một thông điệp tối đa {bytes} byte trong {fragments} mảnh.',
  'ur.not-an-envelope': 'Thông điệp đã truyền trọn vẹn, nhưng không phải phong bì của một tuyên bố.',

  'folder/relative': 'Thư mục dữ liệu phải được cho bằng đường dẫn tuyệt đối. "{path}" là đường dẫn tương đối.',
  'folder/not-made': 'Không mở hoặc tạo được thư mục dữ liệu. {cause}',
  'folder/not-yours':
    'Thư mục dữ liệu thuộc về tài khoản khác (user id {owner}; tài khoản này là {account}). Hãy khởi động Holdfast bằng tài khoản sở hữu thư mục.',
  'folder/not-writable': 'Không ghi được vào thư mục dữ liệu. {cause}',
  'folder/held': 'Một Holdfast khác đang mở thư mục dữ liệu này. Hãy dùng Holdfast đó, hoặc đóng nó trước.',
  'folder/unreadable': 'Không khóa được thư mục dữ liệu. {cause}',
  'folder/no-program':
    'Thiếu chương trình {program} hoặc không chạy được, nên không khóa được thư mục dữ liệu và không có gì ngăn một Holdfast thứ hai dùng thư mục đó ({reason}). Hãy cài gói util-linux rồi khởi động lại Holdfast.',
  'folder/no-lock':
    'Hệ thống tệp của thư mục dữ liệu không khóa được thư mục, nên không có gì ngăn một Holdfast thứ hai dùng thư mục đó ({reason}). Hãy chuyển thư mục dữ liệu sang một ổ đĩa của máy này rồi khởi động lại Holdfast.',
  'folder/chromium-held':
    'Một chương trình khác đang dùng các tệp của Chromium trong thư mục dữ liệu, hoặc không ghi được vào đó. Hãy đóng Holdfast kia nếu có. Nếu không có, hãy xóa thư mục con đó: nó không chứa gì quan trọng.',

  'station/may-be-done':
    'Có thể việc này đã được làm: Holdfast phải đọc lại các tệp của mình để biết. Hãy đóng rồi khởi động lại Holdfast. Cho đến lúc đó ở đây không ký gì cả. ({cause})',
  'station/workspace':
    'Không ghi được vùng làm việc, nên danh sách có thể cũ, bản nháp và dấu đã đọc có thể mất. Kho không bị ảnh hưởng. Hãy bảo đảm ổ đĩa còn chỗ trống, rồi khởi động lại Holdfast.',
  'station/dumps': 'Không tắt được core dump, nên một sự cố có thể ghi khóa ra ổ đĩa. {cause}',
  'station/dumps-limit':
    'Không tắt được core dump, nên một sự cố có thể ghi khóa ra ổ đĩa ({reason}). Hãy cài gói util-linux, gói này có {program}, rồi khởi động lại Holdfast.',
  'station/dumps-new-processes':
    'Không tắt được core dump, nên một sự cố có thể ghi khóa ra ổ đĩa: các tiến trình mới liên tục xuất hiện. Hãy khởi động lại Holdfast.',
  'station/unsealed-sentence':
    'Để khởi động không có niêm phong, hãy gõ đúng từng chữ câu này: --unsealed=\'{sentence}\'. Câu đã gõ là "{typed}".',
  'station/foreign-switch':
    'Tùy chọn không xác định: {switches}. Holdfast không chuyển tiếp nó. Hãy khởi động Holdfast mà không dùng nó. Các tùy chọn của Holdfast là --user-data-dir, --share, --ssh-agent, --accessible và --unsealed.',
  'station/environment':
    'Môi trường có {names}. Điều này có thể đã thay đổi cách Holdfast hoạt động trước khi nó kịp kiểm tra. Hãy khởi động Holdfast bằng trình khởi chạy, vì trình này không chuyển tiếp các biến đó: {launcher}',
  'station/not-sealed':
    "Holdfast không được niêm phong nên không mở kho nào. Chỉ có bản thân ứng dụng giữ nó không nối mạng. Đang mở: {open}. {cause} Trên máy không thể niêm phong, hãy gõ dòng này trong terminal: {launcher} --unsealed='{sentence}'. Khi đó nhật ký và mọi tuyên bố được ký đều ghi lại câu này.",
  'station/without-launcher': 'Hãy khởi động bằng trình khởi chạy, từ một tài khoản thường: {launcher}',
  'station/launcher-in-vain': 'Trình khởi chạy đã chạy, nhưng niêm phong của nó không có hiệu lực trên máy này.',
  'station/seal-not-made':
    'Không tạo được niêm phong: {reason} Hãy cài gói bubblewrap và cho phép nó dùng user namespace.',

  'journal/read-only': '{findings}',
  'journal/no-room': '{findings}',
  'journal/closed': 'Holdfast đang đóng, nên việc này không được làm. Hãy khởi động lại và thử lại.',
  'journal/not-written': 'Không ghi được nhật ký. {cause}',
  'journal/unknown':
    'Có thể việc này đã được làm: Holdfast phải đọc lại các tệp của mình để biết. Hãy đóng rồi khởi động lại Holdfast. Cho đến lúc đó ở đây không ký gì cả. (Không ghi được nhật ký. {cause})',
  'journal/not-begun':
    'Không ghi được nhật ký, nên việc này không được làm. Hãy đóng rồi khởi động lại Holdfast. Cho đến lúc đó ở đây không ký gì cả.',

  'export/no-iso-tool': 'Không tạo được ảnh đĩa ISO ở đây. Hãy cài gói xorriso, hoặc xuất thành thư mục hay zip.',
  'export/iso-not-made': 'Không tạo được ảnh đĩa ISO. xorriso báo: {said}',
  'export/iso-differs':
    'Khi đọc lại, ảnh đĩa ISO không chứa đúng các tệp, nên không được ghi ra. Hãy xuất thành thư mục hay zip.',
  'export/no-room-to-work': 'Không tạo được ảnh đĩa ISO trong thư mục tạm. {cause}',

  'media/dialog-open': 'Cửa sổ chọn tệp hoặc thư mục đang mở. Hãy chọn hoặc hủy ở đó trước.',
  'media/cannot-be-chosen': 'Không thể mở hoặc chọn mục này ở đây. Hãy chọn mục khác.',
  'media/name-is-no-text':
    'Tên của thư mục hoặc tệp này không phải văn bản UTF-8 hợp lệ nên không mở được ở đây. Hãy đổi tên trên máy khác, hoặc chọn thư mục chứa nó.',
  'media/not-a-volume': 'Thư mục này không nằm trên thiết bị tháo rời, nên không có gì để ngắt kết nối.',
  'media/no-bus':
    'Thiết bị vẫn đang gắn kết: để ngắt nó Holdfast cần message bus của hệ thống và không với tới được (lớp niêm phong không cho phép, hoặc không có bus). Hãy tháo nó trong trình quản lý tệp của máy, và chỉ rút ra khi được báo.',
  'media/no-udisks':
    'Thiết bị vẫn đang gắn kết: máy này không có udisksctl. Hãy tháo nó trong trình quản lý tệp của máy, và chỉ rút ra khi được báo.',
  'media/not-unmounted':
    'Thiết bị vẫn đang gắn kết: udisks không ngắt nó và báo: {said} Hãy đóng những gì đang dùng thiết bị rồi thử lại.',
  'media/still-mounted':
    'Thiết bị vẫn đang gắn kết, dù udisks báo đã ngắt. Hãy tháo nó trong trình quản lý tệp của máy, và chỉ rút ra khi được báo.',
  'media/unknown-folder': 'Không còn biết thư mục đó nữa. Hãy chọn lại.',
  'media/unknown-candidate': 'Không còn biết mục đã chọn nữa. Hãy xem lại bên trong thư mục.',
  'media/unknown-key': 'Không còn biết khóa đó nữa. Hãy xem lại bên trong thư mục.',

  'import/unknown': 'Không còn việc nhập nào như vậy.',
  'import/running': 'Việc nhập chưa kết thúc. Hãy hủy nó trước.',
  'import/not-there': 'Thư mục đó không chứa thứ đang được nhập. Hãy chọn thư mục khác.',
  'import/packet-refused': '{findings}',

  'packet/unknown': 'Trạm này không có gói quyết định như vậy. Hãy nhập nó.',
  'packet/unreadable': '{findings}',
  'packet/superseded':
    'Ở đây có một bản sửa đổi mới hơn của gói quyết định này, và chỉ được ký cho bản đó. Hãy mở bản đó.',
  'packet/in-conflict': '{findings}',

  'identity/sign-in-needed': 'Chưa có ai đăng nhập. Hãy đăng nhập với một trong các vai trò: {roles}.',
  'identity/role-needed':
    'Việc này cần một trong các vai trò sau, mà người đang đăng nhập không có: {roles}. Hãy đăng nhập bằng danh tính có vai trò đó.',
  'identity/not-theirs':
    'Một khóa do người giữ khóa hoặc một chủ sở hữu sao lưu. Hãy đăng nhập bằng một trong những người đó.',
  'identity/not-active': 'Chỉ danh tính đang hoạt động của trạm này mới đăng nhập được. Hãy chọn danh tính khác.',
  'identity/identity-unknown': 'Không có danh tính nào như vậy được ghi danh ở trạm này.',
  'identity/owner-needed':
    'Chỉ một chủ sở hữu đang hoạt động của trạm này được phê duyệt việc này. Hãy chọn một chủ sở hữu.',
  'identity/approval-needed': 'Việc ghi danh do một chủ sở hữu phê duyệt. Hãy gõ cụm mật khẩu của chủ sở hữu.',
  'identity/no-key-here': 'Trạm này không giữ khóa bí mật của danh tính đó, hoặc danh tính đó không ký nữa.',

  'station/practice-not-new':
    'Chỉ có thể thực hành trên trạm chưa có ai. Trạm này đã có người: hãy thực hành trên máy khác, hoặc với thư mục dữ liệu khác.',
  'sign/busy': 'Cửa sổ ký đang mở. Hãy hoàn tất hoặc hủy nội dung nó đang hiển thị.',
  'sign/cancelled': 'Cửa sổ ký bị đóng trước khi việc này hoàn tất. Chưa ký và chưa thay đổi gì.',
  'sign/page-ended': 'Cửa sổ ký kết thúc bất ngờ. Chưa ký và chưa thay đổi gì. Hãy bắt đầu lại.',
  'sign/not-part-of-ceremony': 'Cửa sổ ký không mở cho bước đó. Hãy đóng cửa sổ và bắt đầu lại.',
  'sign/not-yet': 'Chưa ký được gì: một kết nối mạng đang hoạt động. Hãy rút kết nối.',
  'sign/other-words':
    'Đây không phải các từ của khóa này. Hãy nhờ người giữ khóa đọc lại. Nếu vẫn khác thì tệp này chứa một khóa khác: đừng tin nó.',
  'sign/not-typed': 'Nội dung đã gõ không giống hệt nội dung được yêu cầu. Hãy gõ lại.',
  'sign/other-text': 'Cửa sổ hiển thị văn bản khác với văn bản sẽ được ký. Hãy bắt đầu lại.',
  'sign/not-active': 'Danh tính định ký không còn hoạt động. Hãy hủy và chọn danh tính khác.',
  'sign/changed': 'Nội dung bạn đã đọc đã thay đổi. Chưa ký gì cả. Hãy đọc lại.',
  'sign/changed-because': 'Nội dung bạn đã đọc đã thay đổi. Chưa ký gì cả. Hãy đọc lại. ({cause})',
  'sign/no-key-file': 'Khóa của danh tính này không được giữ ở đây. Hãy chọn tệp khóa trước.',
  'sign/key-kept-here': 'Khóa của danh tính này được giữ ở trạm này. Hãy mở khóa bằng cụm mật khẩu của danh tính đó.',
  'sign/no-agent':
    'Không biết ssh-agent nào. Hãy khởi động Holdfast khi đã đặt SSH_AUTH_SOCK, hoặc chọn socket của agent.',

  'airgap/sentence-differs': 'Câu đã gõ không giống hệt câu được yêu cầu. Hãy gõ lại, hoặc rút kết nối mạng.',
  'airgap/link-up': 'Một kết nối mạng vừa hoạt động. Hãy rút kết nối rồi ký, hoặc hủy và bắt đầu lại.',

  'decision/unknown': 'Không có tuyên bố nào như vậy được ký ở trạm này.',
  'decision/does-not-open': '{findings}',
  'decision/not-signed': 'Không ai có vai trò cần thiết đã ký tuyên bố này.',
  'decision/signer-revoked':
    'Một khóa đã ký tuyên bố này bị thu hồi (người ký: {names}). Tuyên bố không còn trao quyền nào nữa. Những gì nó đã lấy đi vẫn mất: một lệnh thu hồi, một quyết định sau, một giấy phép đã dùng.',
  'decision/no-owner': 'Chỉ một chủ sở hữu của trạm này mới quyết định được. Hãy chọn một chủ sở hữu.',
  'decision/no-such-option': 'Gói quyết định không có phương án đó.',
  'decision/no-safe-default':
    'Gói quyết định không nêu phương án mặc định an toàn, nên không chọn được phương án nào trong đó.',
  'decision/locked': 'Phương án đó bị khóa (lý do: {reasons}). Trang của phương án cho biết vì sao.',
  'decision/reason-owed': 'Mọi phương án ngoài mặc định đều cần lý do. Hãy nêu lý do.',
  'decision/not-acknowledged':
    'Chưa xác nhận hết các điểm chặn còn mở, các mệnh đề được trích và các đoạn chưa đọc. Hãy xác nhận từng mục.',
  'decision/not-a-statement': '{findings}',
  'decision/out-of-order': '{findings}',

  'authority/no-owner':
    'Chỉ một chủ sở hữu đang hoạt động của trạm này được cấp phép và thu hồi. Hãy chọn một chủ sở hữu.',
  'authority/no-actor': 'Chỉ một danh tính đang hoạt động có vai trò còn thiếu mới được ký. Hãy chọn danh tính khác.',
  'authority/unknown': 'Trạm này không có tuyên bố nào như vậy.',
  'authority/not-pending': 'Không có bản giải tỏa nào với phong bì này đang chờ chữ ký. Hãy xem lại gói quyết định.',
  'authority/link-up':
    'Một kết nối mạng đang hoạt động, và chữ ký thêm vào không ghi lại được điều đó. Hãy rút kết nối rồi ký lại.',
  'authority/revoked-already': 'Mục này đã bị thu hồi từ trước.',
  'authority/not-needed': 'Gói quyết định không cần giấy phép cho hành động đó.',
  'authority/granted-already':
    'Một giấy phép cho hành động này đang có hiệu lực và chưa dùng. Mỗi giấy phép dùng một lần, nên không cấp giấy thứ hai.',
  'authority/no-such-blocker': 'Gói quyết định không có điểm chặn đó.',
  'authority/closed-already': 'Điểm chặn này đã đóng.',
  'authority/no-such-leg': 'Gói quyết định không nêu nhánh nào như vậy còn mở của điểm chặn này.',
  'authority/evidence-unfit':
    'Việc giải tỏa cần bằng chứng đã được xác minh. Bộ bằng chứng này bị từ chối, hoặc có phép kiểm tra không đạt.',
  'authority/evidence-unproven':
    'Việc giải tỏa cần bằng chứng đã được xác minh. Bộ bằng chứng này không có manifest và không có phép kiểm tra, và gói quyết định không nêu hash cây của nó.',
  'authority/separate-used':
    'Thẩm quyền riêng cho điểm chặn này đã dùng hết. Một chủ sở hữu phải cấp thẩm quyền mới trước.',
  'authority/separate-missing': 'Điểm chặn này đòi hỏi thẩm quyền riêng. Một chủ sở hữu phải cấp trước.',
  'authority/not-revokable': 'Chỉ thu hồi được giấy phép, bản giải tỏa hoặc quyết định.',
  'authority/not-a-statement': '{findings}',

  'receipt/unknown': 'Nhật ký không có việc nhập nào như vậy đã kết thúc.',
  'receipt/no-account':
    'Phiên bản Holdfast đã nhập mục này không ghi lại những gì biên nhận phải nêu. Hãy nhập lại, rồi ký biên nhận của lần nhập đó.',
  'receipt/imported-again': 'Mục này đã được nhập lại sau đó. Hãy ký biên nhận của lần nhập đó.',
  'receipt/no-signer':
    'Biên nhận do một chủ sở hữu hoặc người vận hành của trạm này đang đăng nhập ký. Hãy đăng nhập bằng một trong những người đó.',
  'receipt/signed-already': 'Người đang đăng nhập đã ký biên nhận của lần nhập này rồi.',
  'receipt/not-a-statement': '{findings}',

  'export/left':
    'Việc xuất đã bị hủy, và không có gì được coi là đã ghi. Những gì hiện có trên thiết bị lưu trữ sẽ được xóa khi thiết bị trả lời. Nếu bạn rút thiết bị trước đó, hãy tự xóa phần mà việc xuất đã bắt đầu ghi.',
  'export/may-be-there':
    'Có thể nó đã nằm trên thiết bị lưu trữ. Hãy tìm trên đó mục được nêu bên dưới. Nếu có, hãy xóa nó và xuất lại. ({cause})',
  'export/not-a-decision': 'Chỉ quyết định mới được xuất theo cách này.',
  'export/no-envelope':
    'Quyết định này không có phong bì DSSE để hiện thành khung QR: khóa của nó chỉ tạo chữ ký OpenSSH. Hãy xuất ra thiết bị lưu trữ.',
  'export/nothing-decided': 'Chưa có quyết định nào về gói quyết định này. Hãy ký một quyết định trước.',
  'export/refused': '{findings}',
  'export/not-printed': 'Không in được báo cáo thành PDF, nên không ghi gì cả. Hãy xuất lại. ({reason})',
  'export/printer-ended': 'Tiến trình in báo cáo thành PDF đã kết thúc, nên không ghi gì cả. Hãy xuất lại.',
};
