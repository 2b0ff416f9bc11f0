import type { jsonFindings } from '../../../finding/json.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const ASK_FOR_A_NEW_COPY = 'Hãy xin người tạo tệp một bản đã sửa; đừng tự sửa bằng tay.';

/** Findings of the strict JSON reader, whatever the document is: `json.<what-is-wrong>`. */
export const jsonWords = {
  'json.too-large': {
    sentence: 'Tài liệu JSON lớn hơn mức cho phép với loại tài liệu này.',
    wayOut: 'Hãy kiểm tra xem có đúng tệp cần dùng không.',
  },
  'json.too-deep': {
    sentence: 'Tài liệu JSON lồng nhau sâu hơn mức cho phép.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.not-utf8': {
    sentence: 'Tệp không phải văn bản UTF-8, nên không phải JSON.',
    wayOut: 'Hãy kiểm tra xem có đúng tệp cần dùng không, và tệp có được sao chép trọn vẹn không.',
  },
  'json.byte-order-mark': {
    sentence: 'Tài liệu JSON bắt đầu bằng dấu thứ tự byte (BOM), điều mà RFC 8259 không cho phép.',
    wayOut: 'Hãy lưu lại dạng UTF-8 không có BOM; digest của tệp thay đổi theo.',
  },
  'json.syntax': {
    sentence: 'Tệp không phải JSON theo định nghĩa của RFC 8259.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.duplicate-key': {
    sentence:
      'Một khóa xuất hiện hai lần trong một đối tượng JSON, nên hai trình đọc có thể thấy hai tài liệu khác nhau.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.lone-surrogate': {
    sentence: 'Một chuỗi JSON chứa nửa cặp surrogate, không phải là ký tự.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.number-not-integer': {
    sentence: 'Một số có phần thập phân, số mũ hoặc số 0 mang dấu trừ ở chỗ chỉ cho phép số nguyên.',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
  'json.number-out-of-range': {
    sentence: 'Một số quá lớn để đọc chính xác (vượt 2^53 - 1).',
    wayOut: ASK_FOR_A_NEW_COPY,
  },
} satisfies FindingWords<keyof typeof jsonFindings>;
