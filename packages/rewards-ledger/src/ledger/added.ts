/**
 * A list of few with one more: the list itself, or a new one of exactly its length. A list that begins empty and is
 * pushed to makes room for seventeen, and a posting makes several of one or two.
 */
export function added<Item>(list: Item[], item: Item): Item[] {
  if (list.length === 0) return [item];
  if (list.length === 1) return [list[0]!, item];
  list.push(item);
  return list;
}
