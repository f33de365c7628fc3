/** Who stands in the place of a name, and the note that says so. */
export const redactionEnglish = {
  'redacted.person': 'Person {number}',
  'page.unnamed': 'People are not named for this reader: “Person 1”, “Person 2” and so on stand in their place.',
} as const;

/** The same in Simplified Chinese. */
export const redactionChinese: { readonly [Key in keyof typeof redactionEnglish]: string } = {
  'redacted.person': '人员{number}',
  'page.unnamed': '对当前读者隐去了姓名，以“人员1”“人员2”等代替。',
};
