/** Forms of a counted phrase by CLDR plural category; `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

const UNITS = ['', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Numbers, sizes, times and plurals as one language writes them. `locale` is a BCP 47 tag, `bytes` counts bytes. */
export function formats(locale: string, bytesForms: PluralForms) {
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const plurals = new Intl.PluralRules(locale);

  /** With thousands separators. */
  const integer = (value: number): string => integers.format(value);

  const plural = (count: number, forms: PluralForms): string =>
    (forms[plurals.select(count)] ?? forms.other).replace('#', integer(count));

  /** In the largest binary unit (IEC 80000-13) that leaves a figure before the point: `1.50 KiB`. */
  const size = (bytes: number): string => {
    const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
    const unit = UNITS[step] ?? '';
    return step === 0 ? plural(bytes, bytesForms) : `${hundredths.format(bytes / 1024 ** step)} ${unit}`;
  };

  /** To the byte, with the binary unit beside it where that helps: `1,536 bytes (1.50 KiB)`. */
  const exactSize = (bytes: number): string =>
    bytes < 1024 ? size(bytes) : `${plural(bytes, bytesForms)} (${size(bytes)})`;

  /** Whole seconds, in the two largest units that apply: `2 h 05 min`. */
  const duration = (seconds: number): string => {
    const whole = Math.max(0, Math.ceil(seconds));
    if (whole < 60) return `${whole} s`;
    if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
    return `${integer(Math.floor(whole / 3600))} h ${pad(Math.floor((whole % 3600) / 60))} min`;
  };

  return { integer, plural, size, exactSize, duration };
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** A time as UTC to the second (ISO 8601): `2026-06-12T10:20:30Z`; text that is no time stays as it is. */
export function utc(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** The same to the minute, with a blank where a line may break: `2026-06-12 10:20Z`. */
export function utcMinute(text: string): string {
  const [day = '', clock = ''] = utc(text).split('T');
  return clock === '' ? day : `${day} ${clock.slice(0, 5)}Z`;
}
