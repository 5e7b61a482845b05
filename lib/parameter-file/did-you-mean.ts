/** The known name that is most similar to `name`; undefined if no known name is similar enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const tolerated = Math.max(1, Math.floor(candidate.length / 3));
    const limit = best ? Math.min(tolerated, best.distance - 1) : tolerated;
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance <= limit) best = { name: candidate, distance };
  }
  return best?.name;
}

/**
 * Minimum length of an unknown name that may be the beginning of a known name. If exactly one known name begins with
 * the unknown name, the known name is suggested.
 */
const SHORTEST_BEGINNING = 5;

function onlyWith(beginning: string, names: readonly string[]): string | undefined {
  const [found, ...others] = names.filter((name) => name.toLowerCase().startsWith(beginning.toLowerCase()));
  return others.length === 0 ? found : undefined;
}

export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const meant = nearest(name, names) ?? (name.length < SHORTEST_BEGINNING ? undefined : onlyWith(name, names));
  return meant === undefined ? undefined : `Did you mean "${meant}"?`;
}

/** Maximum length of a name that is compared. A longer name is no typing error. */
const LONGEST_NAME = 100;

/**
 * Least number of insertions, deletions, replacements and swaps of neighboring letters that make `a` equal to `b`. The
 * result may be infinite if the number is above `limit`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.max(a.length, b.length) > LONGEST_NAME || Math.abs(a.length - b.length) > limit) {
    return Number.POSITIVE_INFINITY;
  }
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let last = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(at(previous, j) + 1, last + 1, at(previous, j - 1) + replaced);
      // An index before the first letter of a word gives undefined, which equals no letter.
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, at(beforePrevious, j - 2) + 1);
      }
      current.push(distance);
      last = distance;
      least = Math.min(least, distance);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
