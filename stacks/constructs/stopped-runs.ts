import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';
import type { NodeFunction } from './node-function';

export interface StoppedRunsProps {
  readonly deployment: Deployment;
  /** ARN of the state machine that every run uses. */
  readonly runStateMachineArn: string;
  /** The function that records the result of a run and notifies the topic. */
  readonly endRunFunction: NodeFunction;
}

/** Statuses of executions that were ended from outside, so that none of their states could report the end. */
const STOPPED_STATUSES = ['ABORTED', 'TIMED_OUT'];

/**
 * Reports the end of runs that were stopped or timed out. A rule invokes `end-run` for the events that Step Functions
 * publishes to the account's default bus.
 */
export class StoppedRuns extends Construct {
  constructor(scope: Construct, id: string, { deployment, runStateMachineArn, endRunFunction }: StoppedRunsProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: regionalName(deployment, 'stopped-runs'),
      description: 'Runs that were stopped or timed out, which cannot report their end themselves.',
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [runStateMachineArn], status: STOPPED_STATUSES },
      }),
    });
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'AllowStoppedRuns',
      action: 'lambda:InvokeFunction',
      functionName: endRunFunction.functionName,
      principal: 'events.amazonaws.com',
      // AWS documents only the condition key `aws:SourceArn` for this call, and the rule's ARN contains the account:
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (2026-11). With a condition
      // on another key, Lambda might refuse the call, and the event would be lost.
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      targetId: 'end-run',
      arn: endRunFunction.arn,
      // Without the permission, EventBridge would drop the events.
      dependsOn: [permission],
    });
  }
}
