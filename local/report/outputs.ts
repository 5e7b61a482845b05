import { NOTHING } from './table';

/** Where the results are. @param locations URIs, e.g. `s3://bucket/batch/...` */
export function renderOutputs(locations: readonly string[]): string {
  return locations.length === 0 ? NOTHING : locations.join('\n');
}
