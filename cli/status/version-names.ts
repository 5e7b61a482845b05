import type { Existing } from '../../reconciler/inventory';
import { ownNameOf } from '../../reconciler/resource-types/solution-version';
import type { DeployedAws } from '../aws';

/** How many of the newest versions are described, one call each: List shows no names. */
const NAMED = 20;

/** Given names of solution versions. A version's name never changes, so it is read once. */
export class VersionNames {
  /** By ARN; undefined for a version without a given name. */
  private readonly known = new Map<string, string | undefined>();

  /** @returns names by ARN, without unnamed versions */
  async of(aws: DeployedAws, resources: readonly Existing[]): Promise<ReadonlyMap<string, string>> {
    const versions = resources
      .filter(({ type }) => type === 'solutionVersion')
      .sort((one, other) => timeOf(other) - timeOf(one))
      .slice(0, NAMED);
    const names = new Map<string, string>();
    for (const { arn } of versions) {
      if (!this.known.has(arn)) this.known.set(arn, await nameOf(aws, arn));
      const name = this.known.get(arn);
      if (name !== undefined) names.set(arn, name);
    }
    return names;
  }
}

async function nameOf({ personalize }: DeployedAws, arn: string): Promise<string | undefined> {
  const name = ownNameOf(await personalize.describe('solutionVersion', arn));
  return name === '' || arn.endsWith(`/${name}`) ? undefined : name;
}

function timeOf({ summary }: Existing): number {
  return summary.creationDateTime?.getTime() ?? 0;
}
