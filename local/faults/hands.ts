import type { LocalAws } from '../local-aws';
import type { Random } from '../random';
import { ServiceError } from '../service';

/** What a person does to a running system: stops an execution, deletes a resource. */
export const DEEDS = ['stopExecution', 'deleteCampaign', 'deleteFilter', 'deleteSchedule'] as const;

export type Deed = (typeof DEEDS)[number];

/** Does one of the deeds to whatever there is to do it to, drawn from the seed. @returns whether there was anything */
export class Hands {
  private readonly random: Random;

  constructor(
    private readonly local: LocalAws,
    private readonly machines: readonly string[],
  ) {
    this.random = local.aws.random.fork('hands');
  }

  async do(deed: Deed): Promise<boolean> {
    try {
      return await this.attempt(deed);
    } catch (error) {
      // In use, or on its way: the person is refused and goes away.
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  private async attempt(deed: Deed): Promise<boolean> {
    const { aws } = this.local;
    switch (deed) {
      case 'stopExecution': {
        const executionArn = this.pick(await this.runningExecutions());
        return this.call('states', 'StopExecution', executionArn && { executionArn, cause: 'By hand.' });
      }
      case 'deleteCampaign': {
        const campaignArn = this.pick(this.arns('campaign'));
        return this.call('personalize', 'DeleteCampaign', campaignArn && { campaignArn });
      }
      case 'deleteFilter': {
        const filterArn = this.pick(this.arns('filter'));
        return this.call('personalize', 'DeleteFilter', filterArn && { filterArn });
      }
      case 'deleteSchedule': {
        const GroupName = this.local.names.scheduleGroup;
        const { Schedules: schedules } = (await aws.call('scheduler', 'ListSchedules', { GroupName })) as {
          readonly Schedules: readonly { readonly Name: string }[];
        };
        const Name = this.pick(schedules.map((schedule) => schedule.Name));
        return this.call('scheduler', 'DeleteSchedule', Name && { Name, GroupName });
      }
    }
  }

  private async call(
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>> | undefined | '',
  ): Promise<boolean> {
    if (!input) return false;
    await this.local.aws.call(service, operation, input);
    return true;
  }

  private async runningExecutions(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const stateMachineArn of this.machines) {
      const { executions } = (await this.local.aws.call('states', 'ListExecutions', {
        stateMachineArn,
        statusFilter: 'RUNNING',
      })) as { readonly executions: readonly { readonly executionArn: string }[] };
      found.push(...executions.map(({ executionArn }) => executionArn));
    }
    return found;
  }

  private arns(type: string): readonly string[] {
    const resources = this.local.personalize.snapshot();
    return resources.filter((resource) => resource.type === type).map(({ arn }) => arn);
  }

  private pick(from: readonly string[]): string | undefined {
    return from.length === 0 ? undefined : from[this.random.integer(0, from.length - 1)];
  }
}
