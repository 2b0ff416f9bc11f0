import type { BundleVerdict } from '../../../evidence/verdict.ts';
import type { answers as en, Judged } from '../../en/cli/answers.ts';
import type { SameShape } from '../../forms/same-shape.ts';

const JUDGED: Readonly<Record<Judged, string>> = {
  bundle: 'Bộ bằng chứng',
  envelope: 'Phong bì',
  statement: 'Tuyên bố',
  dossier: 'Hồ sơ',
  'inclusion-proof': 'Chứng minh bao hàm',
  vault: 'Kho',
};

/** What the commands answer, and the names of the facts beside. */
export const answers: SameShape<typeof en> = {
  verdict: (judged: Judged, verdict: BundleVerdict, by: string | undefined): string => {
    switch (verdict) {
      case 'verified':
        return by === undefined
          ? `${JUDGED[judged]} đã được xác minh.`
          : `${JUDGED[judged]} đã được xác minh bằng ${by}.`;
      case 'refused':
        return `${JUDGED[judged]} bị từ chối.`;
      case 'read':
        return `${JUDGED[judged]} đã được đọc trọn vẹn. Nó chưa được xác minh: không có gì bảo đảm cho toàn bộ nội dung.`;
    }
  },
  more: (count: number) => `${count} mục nữa`,
  notVerified: 'chưa xác minh',
  continues: (since: string, oldSize: number, newSize: number) =>
    `Nhật ký của nó nối tiếp nhật ký của ${since}: trước có ${oldSize} mục, nay có ${newSize} mục, không mục cũ nào thay đổi.`,

  open: (option: string) => `Mở: ${option}.`,
  shut: 'Đóng.',
  assumed: 'giả định',

  packetRead: 'Đã đọc gói quyết định, không có lỗi.',
  packetErrors: 'Gói quyết định có lỗi: cho đến khi tác giả sửa, chỉ chọn được phương án mặc định.',
  packetErrorsToMend: 'Gói quyết định có lỗi.',
  notRead: 'CHƯA ĐỌC',
  toAcknowledge: 'CẦN XÁC NHẬN',
  nothing: 'không có gì',
  acknowledgedAlone: 'xác nhận riêng',
  templateWritten: (path: string) => `Đã ghi ${path}. Hãy điền vào đó, rồi chạy \`holdfast inspect ${path}\`.`,
  jsonWritten: (path: string) => `Đã ghi ${path}. Hãy kiểm tra, và mang nó đi cùng tài liệu.`,

  packed: (path: string) => `Đã đóng gói vào ${path}.`,
  proofWritten: (path: string) => `Đã ghi chứng minh: ${path}.`,
  framesRefused: (where: string, sentence: string) => `Bị từ chối: ${where}. ${sentence}`,
  frameLeftOut: (where: string, sentence: string) => `Bị bỏ qua: ${where}. ${sentence}`,
  stationAnswered:
    'Trạm đã trả lời câu thách đố này bằng khóa của nó. Nó nói rằng nó được niêm phong, và nêu một bản dựng của bản phát hành này.',
  ownWord:
    'Đó là lời của chính nó: phần mềm đã bị tráo cũng có thể nói như vậy. Hãy so cả các tệp của nó: sha256sum --check --quiet SHA256SUMS-installed, từ một hệ thống mà bạn tin.',
  stationRefused: 'Câu trả lời bị từ chối.',
  envelopeWritten: (path: string) => `Đã ghi: ${path}. Hãy kiểm tra bằng verify.`,
  warning: (message: string) => `Cảnh báo: ${message}`,
  fault: 'có lỗi xảy ra không phải do bạn. Xin hãy báo lại các dòng sau:',

  severity: { error: 'lỗi', warning: 'cảnh báo', info: 'thông tin' },
  particulars: { where: 'ở đâu', found: 'thấy', expected: 'cần', wayOut: 'cần làm gì' },

  byteCount: (bytes: number) => `${bytes} byte`,
  work: (files: string, ofFiles: string | null, bytes: string) =>
    `${files}${ofFiles === null ? '' : `/${ofFiles}`} tệp, ${bytes}`,

  facts: {
    packet: 'gói quyết định',
    revision: 'bản sửa đổi',
    date: 'ngày',
    status: 'trạng thái',
    title: 'tiêu đề',
    default: 'mặc định',
    option: (rank: number) => `phương án ${rank}`,
    blocker: 'điểm chặn',
    grant: 'giấy phép',
    evidence: 'bằng chứng',
    unread: 'chưa đọc',
    notStated: 'không nêu',
    noDefault: 'không có mặc định nào an toàn',
    mayChange: 'có thể gây thay đổi',
    changesNothing: (clauses: string) => `không thay đổi gì: ${clauses}`,
    byFieldAlone: '(chỉ một trường của packet.json nói như vậy)',
    by: (actors: readonly string[], separateAuthority: boolean) =>
      `do ${actors.join(' + ')}${separateAuthority ? ' với thẩm quyền riêng' : ''}`,
    unreadPassages: (count: number) => `${count} đoạn cần xác nhận; --coverage cho xem từng dòng`,
    files: 'tệp',
    bytes: 'byte',
    contents: 'nội dung',
    refused: 'bị từ chối',
    file: 'tệp',
    check: 'phép kiểm tra',
    asRecorded: 'đúng như bản ghi',
    isAsRecorded: 'đúng',
    isNotAsRecorded: 'không: bản ghi nói khác',
    inJournal: 'có trong nhật ký',
    isInJournal: 'có',
    isNotInJournal: 'không: nhật ký không có bản ghi này',
    version: 'phiên bản',
    build: 'bản dựng',
    runtime: 'môi trường chạy',
    seal: 'niêm phong',
    stationClock: 'đồng hồ trạm',
    signer: 'người ký',
    signerKey: (name: string, keyid: string) => `${name} (khóa ${keyid})`,
  },
};
