const PREFIX = '#new-';

/** The id by which a remedy calls somebody who is still to be found, from 1 on. */
export function newcomerId(number: number): string {
  return `${PREFIX}${number}`;
}

/** Which newcomer an id stands for; null for somebody who is there. */
export function newcomerOf(personId: string): string | null {
  return personId.startsWith(PREFIX) ? personId.slice(PREFIX.length) : null;
}
