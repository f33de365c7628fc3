import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's root folder. */
export const root = dirname(dirname(import.meta.dirname));

/** The published packages' folders, in an order in which each comes after what it depends on. */
export function packageFolders(): readonly string[] {
  const names = readdirSync(join(root, 'packages')).sort();
  const late = ['workflows', 'storage-postgres'];
  const order = [
    'core',
    ...names.filter((name) => name !== 'core' && !late.includes(name)),
    ...late.filter((name) => names.includes(name)),
  ];
  return order.map((name) => join(root, 'packages', name));
}
