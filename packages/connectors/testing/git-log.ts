import { createRandom } from '@meritkit/core/random';

/** What a generated history is made of. */
export interface GitLogShape {
  readonly seed: string;
  readonly commits: number;
  readonly filesPerCommit: number;
}

const folders = ['pay', 'search', 'web/src', 'docs', '支付'] as const;
const endings = ['go', 'ts', 'md', 'sql', 'png'] as const;
const people = ['Lin', 'Zhao', 'Zhou', 'Ada', '王伟'] as const;

/** A log as git prints it in our format, from a seed: text files, binary files, renames, merges, Chinese paths. */
export function generateGitLog(shape: GitLogShape): string {
  const random = createRandom(shape.seed);
  const records: string[] = [];
  let parent = '';
  for (let index = 0; index < shape.commits; index += 1) {
    const hash = Array.from({ length: 40 }, () => random.integer(0, 15).toString(16)).join('');
    const name = random.pick(people);
    const day = String(random.integer(1, 28)).padStart(2, '0');
    const at = `2026-${String(random.integer(1, 12)).padStart(2, '0')}-${day}T10:${String(random.integer(10, 59))}:00+08:00`;
    const merge = parent !== '' && random.integer(0, 19) === 0;
    const parents = merge ? `${parent} ${'f'.repeat(40)}` : parent;
    const email = `${name.toLowerCase()}@example.com`;
    const header = [hash, name, email, at, at, parents, `Change ${index}`].join('\u001f');
    const files = merge ? [] : Array.from({ length: shape.filesPerCommit }, () => numstatLine(random));
    records.push(`\u001e${header}\n${files.length === 0 ? '' : `\n${files.join('\n')}\n`}`);
    parent = hash;
  }
  return records.join('');
}

function numstatLine(random: ReturnType<typeof createRandom>): string {
  const ending = random.pick(endings);
  const folder = random.pick(folders);
  const name = `file${random.integer(1, 50)}.${ending}`;
  if (ending === 'png') return `-\t-\t${folder}/${name}`;
  const renamed = random.integer(0, 30) === 0 ? `${folder}/{old => new}/${name}` : `${folder}/${name}`;
  return `${random.integer(0, 200)}\t${random.integer(0, 80)}\t${renamed}`;
}
