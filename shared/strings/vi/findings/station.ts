import type { stationFindings } from '../../../finding/station.ts';
import type { FindingWords } from '../../en/findings/words.ts';

/** Findings about the folder of a station's data: `station.<what-is-wrong>`. */
export const stationWords = {
  'station.outcome-unknown': {
    sentence: 'Ổ đĩa từ chối giữa chừng một thay đổi: thay đổi đó có thể đã được thực hiện, hoặc chưa.',
    wayOut:
      'Không ký gì cho đến khi biết rõ. Hãy giải phóng chỗ trống trên ổ đĩa hoặc sửa ổ đĩa, đóng Holdfast rồi khởi động lại: khi đó nó đọc lại các tệp của mình.',
  },
  'station.open-to-others': {
    sentence: 'Một tệp hoặc thư mục dữ liệu của trạm có quyền truy cập rộng hơn mức Holdfast đặt cho nó.',
    wayOut: 'Hãy đóng console, chạy "chmod -R go= FOLDER" trên thư mục dữ liệu, rồi khởi động lại console.',
  },
  'station.others-may-write': {
    sentence:
      'Các tài khoản khác của máy này có thể thay đổi dữ liệu của trạm, hoặc đọc khóa của trạm: có thể họ đã viết một lịch sử riêng.',
    wayOut:
      'Không ký được gì cho đến khi sửa xong: hãy đóng console, chạy "chmod -R go= FOLDER" trên thư mục dữ liệu, tìm xem ai đã có thể dùng nó, và so nhật ký với các checkpoint trong những hồ sơ trước đây.',
  },
  'station.other-owner': {
    sentence: 'Một tệp hoặc thư mục dữ liệu của trạm thuộc về tài khoản khác, và tài khoản đó có thể thay đổi nó.',
    wayOut:
      'Không ký được gì cho đến khi sửa xong: hãy tìm xem vì sao như vậy, và nhờ quản trị viên trả nó lại cho tài khoản này.',
  },
  'station.hard-link': {
    sentence:
      'Một tệp dữ liệu của trạm có tên thứ hai: bất cứ thứ gì ghi vào tệp qua tên đó đều làm thay đổi trạm này.',
    wayOut:
      'Không ký được gì cho đến khi sửa xong: hãy đóng console và tìm tên còn lại, do một lệnh sao chép bằng "cp -l" tạo ra. Hãy đặt một bản sao thật của tệp vào chỗ tệp này.',
  },
  'station.shared-disk': {
    sentence:
      'Thư mục dữ liệu nằm trên một hệ thống tệp mà các máy khác cũng có thể dùng, hoặc Holdfast không thể tin vào cơ chế khóa của nó: một Holdfast ở nơi khác có thể mở nó cùng lúc.',
    wayOut:
      'Hãy bảo đảm không máy nào khác dùng thư mục này. Để an toàn, hãy đóng console và chuyển thư mục dữ liệu sang một ổ đĩa của máy này.',
  },
  'station.stray-file': {
    sentence: 'Giữa các bản ghi danh tính có một thứ không phải bản ghi. Holdfast không đọc nó.',
    wayOut:
      'Hãy đóng bảng điều khiển và chuyển nó ra khỏi thư mục dữ liệu. Nếu là một bản ghi bị đổi tên, hãy trả lại tên cũ.',
  },
  'station.symbolic-link': {
    sentence:
      'Một tệp hoặc thư mục dữ liệu của trạm là liên kết tượng trưng: nơi nó trỏ tới có thể cũng được một trạm khác dùng.',
    wayOut:
      'Không ký được gì cho đến khi sửa xong: hãy đóng console và đặt chính tệp hoặc thư mục đó vào chỗ của liên kết. Nếu nó phải nằm trên ổ đĩa khác, hãy gắn (mount) ổ đĩa vào đó.',
  },
} satisfies FindingWords<keyof typeof stationFindings>;
