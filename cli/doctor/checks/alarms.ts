import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { plural } from '../../../lib/text/format';
import { deploymentOf } from '../../deployment-names';
import { moment } from '../../output';
import type { Check } from '../check';

export const alarms: Check = {
  name: 'alarms',
  async examine(aws) {
    const all: MetricAlarm[] = [];
    const prefix = { AlarmNamePrefix: `${deploymentOf(aws.names)}-` };
    for await (const page of paginateDescribeAlarms({ client: await aws.cloudWatch() }, prefix))
      all.push(...(page.MetricAlarms ?? []));
    // The prefix is not enough, because the name of another deployment may begin with the name of this deployment.
    const own = all.filter(({ AlarmActions = [] }) => AlarmActions.includes(aws.names.topicArn));
    const raised = own.filter(({ StateValue }) => StateValue === 'ALARM');
    return {
      detail: `${plural(own.length, 'alarm')}, ${raised.length} in ALARM`,
      findings: raised.map(({ AlarmName, StateTransitionedTimestamp: since, AlarmDescription = '' }) => ({
        problem: since
          ? `Alarm ${AlarmName} has been in ALARM since ${moment(since)}.`
          : `Alarm ${AlarmName} is in ALARM.`,
        todo: AlarmDescription,
      })),
    };
  },
};
