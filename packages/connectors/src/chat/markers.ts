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
    if (words.some((word) => word !== '' && plain.includes(word.toLowerCase()))) return mark;
  }
  return null;
}
