import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';

/** The bus for the project's events, such as state changes of Personalize's resources and of runs. */
export class EventBus extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, { deployment }: { readonly deployment: Deployment }) {
    super(scope, id);
    const bus = new CloudwatchEventBus(this, 'Default', { name: regionalName(deployment, 'events') });
    this.arn = bus.arn;
    this.name = bus.name;
  }
}
