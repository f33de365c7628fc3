/** Words by which people mark a message, so that a chat says nothing about anybody who did not mean it to. */
export interface ChatMarkers {
  /** Thanks to the people mentioned: they gave help. */
  readonly help?: readonly string[];
  /** The message tells a story to others. */
  readonly story?: readonly string[];
  /** The sender signs up for an activity. */
  readonly signUp?: readonly string[];
}

/** What a message was marked as. */
export type ChatMark = 'help' | 'story' | 'signUp';

const standard: Required<ChatMarkers> = {
  help: ['#help', '#thanks', '#帮助', '#感谢'],
  story: ['#story', '#分享', '#故事'],
  signUp: ['#signup', '#sign-up', '#报名'],
};

/** The first mark in a message; null for every message that carries none, which is then not read any further. */
export function markOf(text: string, markers: ChatMarkers): ChatMark | null {
  const plain = text.normalize('NFKC').toLowerCase();
  for (const mark of ['help', 'story', 'signUp'] as const) {
    const words = [...standard[mark], ...(markers[mark] ?? [])];
    if (words.some((word) => word !== '' && stands(plain, word.normalize('NFKC').toLowerCase()))) return mark;
  }
  return null;
}

/** True where a word stands for itself: `#story` is neither in `#storybook` nor in the address `…/guide#story`. */
function stands(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? '', text[at + word.length] ?? ''];
    const inAddress = word.startsWith('#') && /[a-z0-9/._~%=&?-]/.test(before);
    const goesOn = /[a-z0-9]$/.test(word) && /[\p{L}\p{N}_-]/u.test(after) && !/\p{Script=Han}/u.test(after);
    if (!inAddress && !goesOn) return true;
  }
  return false;
}
