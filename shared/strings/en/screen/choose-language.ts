/** Read by people who may not know the language in use: the title is in every language. */
export const language = {
  title: 'Language · Ngôn ngữ',
  lead: 'Windows, dialogs and failures are in this language. What is signed stays in English, the same for every signer. It can be changed at any time on the Station page.',
};
