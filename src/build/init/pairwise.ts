/**
 * Combinations to try, so that of any two items each is left out without the other, in as few as can be.
 * With one combination that leaves out all and one that leaves out nothing, every pair is then met in each
 * of its four states: the sets of combinations that the items are in are all of one size, and so none
 * holds another (Sperner).
 *
 * @returns for each combination, the items that are left out of it.
 */
export function pairwise<Item>(items: readonly Item[]): Item[][] {
  let size = 1;
  while (subsets(size).length < items.length) size += 1;
  const places = subsets(size);
  return Array.from({ length: size }, (_, row) =>
    items.filter((_item, index) => places[index]?.includes(row)),
  );
}

/** Every set of half of the numbers below `size`, rounded down. */
function subsets(size: number): number[][] {
  const all = Array.from({ length: 2 ** size }, (_, bits) =>
    Array.from({ length: size }, (_item, place) => place).filter((place) => (bits >> place) & 1),
  );
  return all.filter((set) => set.length === Math.floor(size / 2));
}
