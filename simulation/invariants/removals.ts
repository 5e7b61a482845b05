import { isDeleting, isFailed } from '../../lib/personalize/statuses';
import { onPutInForce } from '../simulate/in-force-log';
import { isOf } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import { namesIn } from '../simulate/prune';
import { allowsDeletions } from '../simulate/world';
import type { Invariant } from './invariant';

export const nothingIsDeletedThatIsNotAllowed: Invariant = {
  name: 'a run deletes a resource only if its creation failed, or if the file in force does not have it, no operator created it, and a person confirmed the deletion or a setting allows it',
  watch: (world, broken) => {
    const { local } = world;
    const inForce = new Map<string, string>();
    /** True if uploads may delete a resource, by resource name. The last file in force with the resource says so. */
    const deletes = new Map<string, boolean>();
    /**
     * ARNs of resources whose creation failed. When such a resource becomes DELETE PENDING, its ARN stays in this set,
     * because the deletion is judged after the change of status.
     */
    const failed = new Set<string>();
    /** Creations whose last request came from an operator, as `<operation> <name>`. */
    const manual = new Set<string>();
    local.personalize.onChange(({ arn, status, update }) => {
      if (update) return;
      if (isFailed(status)) failed.add(arn);
      else if (!isDeleting(status)) failed.delete(arn);
    });
    local.aws.onCall(({ service, call: { operation, input }, caller, error }) => {
      if (service !== 'personalize' || error !== undefined || !/^Create/.test(operation)) return;
      manual[caller.kind === 'role' ? 'delete' : 'add'](`${operation} ${input.name}`);
    });
    onPutInForce(world, (datasetGroup, versionId) => {
      inForce.set(datasetGroup, versionId);
      const team = world.teams.find(({ name }) => name === datasetGroup);
      const edition = world.editionOf(versionId);
      if (team === undefined || edition === undefined) return;
      for (const name of namesIn(team, edition)) deletes.set(name, edition.deletes ?? false);
    });
    const whyNot = (arn: string, creation: string): string | undefined => {
      const name = arn.split('/').at(-1) ?? '';
      const team = world.teams.find((each) => isOf(each.name, name));
      const versionId = inForce.get(team?.name ?? '') ?? '';
      const edition = world.editionOf(versionId);
      if (team === undefined || edition === undefined) return 'whose dataset group has no file in force';
      if (namesIn(team, edition).includes(name)) return 'which the file in force has';
      if (manual.has(`${creation} ${name}`)) return 'which an operator has created';
      const isConfirmed = world.confirmed.some((each) => each.arn === arn && each.versionId === versionId);
      const isAllowed = allowsDeletions(local) && deletes.get(name) === true;
      return isConfirmed || isAllowed ? undefined : 'whose deletion was neither confirmed nor allowed';
    };
    onOwnCall(world, ({ operation, input }) => {
      const arn = String(Object.values(input)[0]);
      // A run may delete a resource whose creation failed, so that it can create the resource again.
      if (!/^Delete/.test(operation) || failed.has(arn)) return;
      const why = whyNot(arn, operation.replace('Delete', 'Create'));
      if (why !== undefined) broken(`${operation} of ${arn}, ${why}`);
    });
  },
};
