import { UpdateMetricAttributionCommand } from '@aws-sdk/client-personalize';
import { CLICKS, datasetGroup, metricAttribution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeAttributionMetrics: Question = {
  id: 'personalize-attribution-metrics',
  asks: 'whether one update of a metric attribution may remove its only metric and add another metric of the same name, and how Describe shows the update',
  emulated:
    'yes, and Describe shows the new metrics at once (variant: such an update is refused, and the status shows updates that are accepted).',
  check: {
    creates: 'a dataset group with a metric attribution',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const metricAttributionArn = await metricAttribution(sandbox, await datasetGroup(sandbox));
      const addMetrics = [{ ...CLICKS, eventType: 'tap' }];
      const removeMetrics = [CLICKS.metricName];
      return resultOf(
        sandbox.clients.personalize.send(
          new UpdateMetricAttributionCommand({ metricAttributionArn, addMetrics, removeMetrics }),
        ),
      );
    },
  },
};
