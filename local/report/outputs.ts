import { NOTHING } from './table';

/** The locations of the results. @param locations URIs, e.g. `s3://bucket/batch/...` */
export function renderOutputs(locations: readonly string[]): string {
  return locations.length === 0 ? NOTHING : locations.join('\n');
}
