/** In px: 1.75rem, and constant, since there may be a million rows. */
export const ROW_HEIGHT = 28;
/** What fills the tallest window. */
export const FIRST_ROWS = 80;
