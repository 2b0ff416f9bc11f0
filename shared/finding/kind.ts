/**
 * `error` fails closed: what carries it is refused, and a packet that has one leaves only its default selectable.
 * `warning` is shown and written into receipts, and locks nothing. `info` is worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';
