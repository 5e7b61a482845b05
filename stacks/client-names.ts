import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import type { Deployment } from './deployment';

export interface ClientNamesProps {
  readonly deployment: Deployment;
  readonly dataBucket: string;
  readonly recordTable: string;
  readonly topicArn: string;
  readonly eventBusName: string;
  readonly scheduleGroup: string;
  readonly scheduleRoleArn: string;
  readonly scheduleDeadLetterQueueArn: string;
  /** IANA time zone of schedules that name none. */
  readonly scheduleTimezone: string;
  readonly runStateMachineArn: string;
  readonly personalizeRoleArn: string;
}

/** The names that a client needs to talk to a deployment: as outputs, and in one SSM parameter for those without Terraform. */
export class ClientNames extends Construct {
  constructor(scope: Construct, id: string, { deployment, ...names }: ClientNamesProps) {
    super(scope, id);
    const parameter = this.createParameter(deployment, names);
    for (const [name, value] of Object.entries(names)) this.createOutput(name, value);
    this.createOutput('namesParameter', parameter.name);
  }

  private createParameter(deployment: Deployment, names: Readonly<Record<string, string>>): SsmParameter {
    return new SsmParameter(this, 'parameter', {
      name: `/${deployment.settings.name}/names`,
      description: `Names of the deployment ${deployment.settings.name}, for its clients.`,
      type: 'String',
      value: JSON.stringify({ region: deployment.surroundings.region, ...names }),
    });
  }

  private createOutput(name: string, value: string): void {
    const output = new TerraformOutput(this, `output-${name}`, { value });
    output.overrideLogicalId(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  }
}
