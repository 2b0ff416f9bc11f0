import type { crash as en } from '../../en/screen/crash.ts';
import type { SameShape } from '../../forms/same-shape.ts';

export const crash: SameShape<typeof en> = {
  title: 'Holdfast gặp một lỗi không xử lý được và đã dừng',
  known: {
    title: 'Những gì đã biết',
    signing: 'Cửa sổ ký đã đóng. Holdfast không bắt đầu việc gì nữa cho đến khi được khởi động lại.',
    rest: (isAtRest: boolean): string =>
      isAtRest
        ? 'Mọi công việc đã dừng.'
        : 'Một số việc đang chờ ổ đĩa hoặc thiết bị lưu trữ và chưa dừng. Chúng kết thúc khi bạn đóng cửa sổ này.',
    journal: (isJournalled: boolean): string =>
      isJournalled ? 'Nhật ký có một mục về lỗi này.' : 'Nhật ký không có mục nào về lỗi này.',
  },
  unknown: {
    title: 'Những gì chưa biết',
    body: 'Thao tác cuối cùng của bạn đã hoàn tất hay chưa. Nhật ký cho biết điều đó: hãy khởi động lại Holdfast và xem nhật ký trước khi làm lại.',
  },
  support: {
    title: 'Cho người hỗ trợ',
    log: 'Nếu lỗi lặp lại, hãy xuất log và đưa cho người hỗ trợ trạm này. Log chứa các mã và vị trí trong mã của chính chương trình: không có văn bản của gói quyết định, không có cụm mật khẩu, không có tên tệp hay tên người. Lần khởi động sau ghi việc xuất vào nhật ký.',
    noExport:
      'Nếu lỗi lặp lại, hãy đưa log cho người hỗ trợ trạm này. Lỗi xảy ra trước khi mở nhật ký, nên không xuất log được ở đây: các tệp của log nằm trong thư mục “log” của thư mục dữ liệu.',
    fault: 'Lỗi',
  },
  startAgain: 'Khởi động lại',
  exportLog: 'Xuất log…',
  exporting: 'Đang xuất…',
  close: 'Đóng',
  loading: 'Đang nạp…',
};
