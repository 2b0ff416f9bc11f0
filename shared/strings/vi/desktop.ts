import type { desktop as en } from '../en/desktop.ts';
import type { SameShape } from '../forms/same-shape.ts';

/** What the main process says by itself: in the system's dialogs, and on stderr behind `holdfast:`. */
export const desktop: SameShape<typeof en> = {
  titles: { review: 'Holdfast', sign: 'Holdfast: ký', crash: 'Holdfast: đã dừng', choose: 'Holdfast: chọn' },

  notStarted: 'Holdfast không khởi động.',
  cryptographyWrong: 'Holdfast không thể tin vào phần mật mã của mình.',
  stationNotOpened: 'Không mở được trạm.',
  computesWrong: (library: string, what: string) => `Thư viện ${library} tính sai ${what}.`,
  refusesRight: (library: string) => `Thư viện ${library} từ chối một chữ ký Ed25519 đúng.`,
  acceptsWrong: (library: string) => `Thư viện ${library} chấp nhận một chữ ký Ed25519 sai.`,
  end: 'Kết thúc',

  pageKeepsEnding: 'Trang xem xét liên tục bị dừng.',
  pageKeepsEndingDetail:
    'Trang đã dừng ba lần trong một phút nên không được nạp lại. Nhật ký cho biết những gì đã làm trước đó. ' +
    'Hãy nạp lại trang. Nếu trang lại dừng ngay, hãy kết thúc Holdfast rồi khởi động lại.',
  loadAgain: 'Nạp lại trang',
  endHoldfast: 'Kết thúc Holdfast',

  fault: 'Holdfast gặp một lỗi không xử lý được và đã dừng.',
  faultDetail:
    'Ở đây không biết thao tác cuối cùng của bạn đã hoàn tất hay chưa. Nhật ký cho biết điều đó. Hãy khởi động lại Holdfast và xem ' +
    'nhật ký trước khi làm lại. Nếu lỗi lặp lại, hãy ghi lại dòng bên dưới.',
  endedWithoutWaiting: 'Một thiết bị lưu trữ hoặc ổ đĩa không trả lời. Holdfast đã kết thúc mà không chờ nó.',
  notJournalled: (kind: string, why: string) => `Không ghi được ${kind} vào nhật ký. ${why}`,
  logNotWritten: (why: string) => `Không ghi được log. Mọi việc khác vẫn tiếp tục mà không có log. ${why}`,
};
