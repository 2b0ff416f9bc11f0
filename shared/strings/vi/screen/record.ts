import type { ActKind, ActView } from '../../../contract/record-views.ts';
import type { Act } from '../../../statement/gist.ts';
import type { record as en } from '../../en/screen/record.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { describeEvent } from './events.ts';
import { format } from './language.ts';

const kind: Readonly<Record<ActKind, string>> = {
  decision: 'Quyết định',
  authority: 'Giấy phép, xác nhận đóng, thu hồi',
  import: 'Nhập và biên nhận',
  export: 'Xuất',
  people: 'Con người và khóa',
  station: 'Trạm',
};

export const record: SameShape<typeof en> = {
  views: 'Nhật ký',
  acts: 'Những gì đã xảy ra',
  raw: 'Mọi mục',
  lead: 'Mới nhất ở trên. Việc mở khóa và đóng khóa được kể cùng với hành động mà chúng phục vụ.',
  table: 'Những gì đã xảy ra',
  columns: { at: 'Thời gian (đồng hồ của trạm)', what: 'Sự việc', entry: 'Mục' },
  person: 'Người',
  packet: 'Gói quyết định',
  kindLabel: 'Loại',
  everyone: 'mọi người',
  everyPacket: 'mọi gói',
  everyKind: 'tất cả',
  kind,
  search: 'Tìm',
  searchHint: 'tên, gói, hành động',
  count: (found: number, all: number): string =>
    found === all ? `${format.integer(all)} sự việc` : `${format.integer(found)} trên ${format.integer(all)} sự việc`,
  none: 'Không có gì khớp. Hãy bỏ bớt một bộ lọc.',
  entry: (index: number): string => `Mục ${format.integer(index)}`,

  sentence: ({ entry, person, packet, signed }: ActView): Sentence => {
    const who = person?.name ?? '';
    const about =
      packet === null ? [] : say` trên ${packet.revision === null ? packet.id : `${packet.id} r${packet.revision}`}`;
    if (signed !== null) return [...signedAct(who, signed), ...about, '.'];
    const { event } = entry;
    switch (event.kind) {
      case 'unlock':
        return say`${who} đã mở khóa của mình, hoặc đã đăng nhập.`;
      case 'unlock-failed':
        return [...say`Có người gõ sai cụm mật khẩu của ${who}`, ` (${format.integer(event.failures)} lần liên tiếp).`];
      case 'lock':
        return [...say`${who} đã bị đăng xuất`, `: ${LOCKED[event.cause]}.`];
      case 'identity-enrolled':
        return say`${event.name} đã được ghi danh với vai trò ${event.roles.join(', ')}.`;
      case 'passphrase-changed':
        return say`${who} đã đổi cụm mật khẩu.`;
      case 'key-backed-up':
        return say`${who} đã sao lưu khóa ra ${event.medium}.`;
      case 'key-restored':
        return say`${who} đã khôi phục khóa từ ${event.medium}.`;
      default:
        return say`${describeEvent(event)}`;
    }
  },
};

const LOCKED = {
  used: 'khóa đã được dùng xong',
  hand: 'tự khóa bằng tay',
  idle: 'sau 10 phút không hoạt động',
  suspend: 'máy đã ngủ hoặc màn hình bị khóa',
  quit: 'Holdfast đã được đóng',
} as const;

function signedAct(who: string, act: Act): Sentence {
  switch (act.kind) {
    case 'decision':
      return [...say`${who} đã quyết định ${act.option}`, `, quyết định số ${format.integer(act.sequence)}`];
    case 'grant':
      return say`${who} đã cấp phép ${act.action}`;
    case 'discharge':
      return say`${who} đã ký ${act.leg === null ? act.blocker : `${act.blocker} (${act.leg})`} là đã đóng`;
    case 'revocation':
      return say`${who} đã thu hồi ${act.of} ${act.id}`;
    case 'receipt':
      return say`${who} đã ký biên nhận của ${act.label}`;
  }
}
