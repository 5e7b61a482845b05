import type { Existing } from '../../reconciler/inventory';
import { ownNameOf } from '../../reconciler/resource-types/solution-version';
import type { DeployedAws } from '../aws';

/** Newest versions of which names are asked for, each by a call: List shows none. */
const NAMED = 20;

/** Names of solution versions that people gave them. A version keeps its name, so it is asked for once. */
export class VersionNames {
  /** By ARN; undefined for a version whose id is all the name it has. */
  private readonly known = new Map<string, string | undefined>();

  /** @returns by ARN, of those that have one */
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
