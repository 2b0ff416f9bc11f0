import type { help as en } from '../../en/screen/help.ts';
import type { SameShape } from '../../forms/same-shape.ts';

export const help: SameShape<typeof en> = {
  title: 'Trợ giúp',
  open: 'Trợ giúp',
  search: 'Tìm trong trợ giúp',
  searchHint: 'một từ, một màn hình, một phát hiện',
  none: 'Không có mục nào chứa các từ này. Hãy thử chỉ một từ.',
  wordsTitle: 'Thuật ngữ',
  screensTitle: 'Mỗi màn hình trả lời câu hỏi nào',
  whenTitle: 'Làm gì khi',
  keysTitle: 'Phím tắt',
  findingsTitle: 'Các phát hiện',
  explain: (code: string): string => `Giải thích ${code}`,
  words: [
    [
      'Gói quyết định',
      'Một tài liệu không bao giờ thay đổi: các phương án, một mặc định, các điểm chặn, các tham chiếu tới bằng chứng. Nó không chọn gì cả.',
    ],
    [
      'Phương án',
      'Một lựa chọn mà gói quyết định đưa ra. Phương án chưa dùng được thì có các khóa; mỗi khóa là một lý do.',
    ],
    ['Mặc định', 'Phương án giữ nguyên. Nó không thay đổi gì và lúc nào cũng ký được.'],
    ['Điểm chặn', 'Một điều kiện phải được đóng trước khi dùng được phương án làm thay đổi hệ thống.'],
    ['Điều kiện đóng', 'Điều phải đúng để điểm chặn được đóng, theo lời của gói quyết định.'],
    ['Bộ bằng chứng', 'Một cây tệp đã được nhập làm bằng chứng.'],
    ['Hash cây', 'Một giá trị băm trên toàn bộ cây tệp. Khác một byte là khác hash.'],
    [
      'Phép kiểm tra',
      'Một điều được khẳng định về bằng chứng mà Holdfast tính lại từ các byte. Chỉ “đạt” mới được tính.',
    ],
    ['Giấy phép', 'Sự cho phép đã ký cho một hành động của một gói quyết định. Chỉ dùng một lần và có hạn.'],
    ['Xác nhận đóng', 'Tuyên bố đã ký rằng một điểm chặn đã đóng, do tất cả những người phải ký, dựa trên bằng chứng.'],
    ['Biên nhận', 'Bản ghi đã ký của một lần nhập: từ thiết bị nào, những byte nào, phát hiện gì.'],
    ['Quyết định', 'Tuyên bố đã ký chọn một phương án của một gói quyết định.'],
    ['Thu hồi', 'Tuyên bố đã ký rút lại một giấy phép, một xác nhận đóng hoặc một quyết định.'],
    [
      'Lượt ký',
      'Nhiều giấy phép, xác nhận đóng hoặc biên nhận với một cụm mật khẩu, mỗi cái được xác nhận trên một trang riêng.',
    ],
    ['Nhật ký', 'Mọi việc đã xảy ra ở trạm này. Không thể lấy gì ra khỏi nhật ký mà không bị phát hiện.'],
    ['Niêm phong', 'Thứ giữ ứng dụng này tách khỏi mọi mạng: nó được khởi động ở nơi không tới được mạng nào.'],
    [
      'Hồ sơ kiểm toán',
      'Thư mục cho kiểm toán viên: tất cả về một gói quyết định, kiểm chứng được mà không cần Holdfast.',
    ],
  ],
  screens: [
    ['Quyết định', 'Gói nào đang chờ quyết định, và gói nào đã được quyết định?'],
    ['Tổng quan', 'Gói hỏi điều gì, có gì sai, và bây giờ được ký gì?'],
    ['Tài liệu', 'Gói nói gì, từng chữ một, và phần nào chưa đọc được thành trường?'],
    ['Điểm chặn', 'Điều gì còn mở, ai phải ký, và dựa trên bằng chứng nào?'],
    ['Tiếp nhận', 'Cái gì đã vào, và tất cả có đến nguyên vẹn không?'],
    ['Bằng chứng', 'Các tệp cho thấy gì, và hash của chúng có đúng như mong đợi không?'],
    ['Nhật ký', 'Ai đã làm gì, vào lúc nào?'],
    ['Con người', 'Ai được ký ở đây, và khóa của ai được tin?'],
    ['Trạm', 'Máy này có tách khỏi mạng không, và mọi thứ trong kho có còn như cũ không?'],
  ],
  when: [
    [
      'Hash của bằng chứng không khớp',
      'Chỉ ký phương án mặc định, không ký gì khác. Hãy xin người gửi bộ bằng chứng lần nữa, và xin hash qua một kênh khác.',
    ],
    [
      'Phương án tôi muốn đang bị khóa',
      'Hãy mở “Vì sao”: ở đó có từng lý do cùng cách khắc phục. Mặc định vẫn dùng được.',
    ],
    ['Có kết nối mạng', 'Hãy rút cáp hoặc tắt sóng. Vẫn có thể ký khi có kết nối, nhưng tuyên bố sẽ ghi điều đó.'],
    [
      'Quên cụm mật khẩu',
      'Không ai mở được khóa. Hãy khôi phục một bản sao lưu mà bạn biết cụm mật khẩu, hoặc nhờ chủ sở hữu khác ghi danh một danh tính mới.',
    ],
    [
      'Khóa có thể đã bị đánh cắp',
      'Hãy thu hồi danh tính đó ở mục Con người, bằng cụm mật khẩu của một chủ sở hữu khác. Những gì khóa đó đã ký không còn trao quyền nữa.',
    ],
    [
      'Không rõ một việc đã được thực hiện hay chưa',
      'Hãy đóng Holdfast rồi mở lại: lúc khởi động nó đọc các tệp và cho biết. Đừng làm lại việc đó trước khi biết.',
    ],
    [
      'Trạm ở chế độ chỉ đọc',
      'Nhật ký không khớp với bản đã giữ. Hãy chỉ đọc và xuất; không ký gì; hỏi người hỗ trợ trước khi tiếp tục.',
    ],
    [
      'Thiết bị lưu trữ không trả lời',
      'Hãy chờ, hoặc hủy lần nhập và rút thiết bị ra. Phần đã đọc được giữ lại và có thể tiếp tục.',
    ],
    ['Tôi không biết nên ký gì', 'Hãy ký phương án mặc định, hoặc không ký gì. Cả hai đều giữ mọi thứ như cũ.'],
  ],
};
