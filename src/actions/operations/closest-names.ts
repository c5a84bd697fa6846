/** The names that have the most pairs of letters in common with `given`, the closest first. Pure. */
export function closestNames(given: string, names: Iterable<string>, count = 3): string[] {
  const wanted = pairsOf(given.slice(0, 100));
  return [...names]
    .map((name) => ({ name, likeness: likeness(wanted, pairsOf(name)) }))
    .filter((candidate) => candidate.likeness >= 0.4)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, count)
    .map(({ name }) => name);
}

function pairsOf(text: string): Set<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

/** Sørensen and Dice: 0 for nothing in common, 1 for the same pairs. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((pair) => other.has(pair));
  return (2 * common.length) / (one.size + other.size || 1);
}
