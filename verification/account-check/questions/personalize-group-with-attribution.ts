import {
  CreateMetricAttributionCommand,
  DeleteDatasetGroupCommand,
  DescribeMetricAttributionCommand,
} from '@aws-sdk/client-personalize';
import { folderOf, PERSONALIZE_ROLE } from '../data';
import { datasetGroup, ended } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeGroupWithAttribution: Question = {
  id: 'personalize-group-with-attribution',
  asks: 'whether a dataset group can be deleted while it has a metric attribution',
  emulated: 'no. `destroy` names it first.',
  check: {
    creates: 'a dataset group with a dataset and a metric attribution',
    dollars: 0,
    expected: 'ResourceInUseException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const datasetGroupArn = await datasetGroup(sandbox);
      const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
      const { metricAttributionArn } = await personalize.send(
        new CreateMetricAttributionCommand({
          name: sandbox.name(),
          datasetGroupArn,
          metrics: [{ eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' }],
          metricsOutputConfig: { s3DataDestination: { path: await folderOf(sandbox, {}) }, roleArn },
        }),
      );
      await ended(sandbox, async () => {
        return (await personalize.send(new DescribeMetricAttributionCommand({ metricAttributionArn })))
          .metricAttribution;
      });
      return resultOf(personalize.send(new DeleteDatasetGroupCommand({ datasetGroupArn })));
    },
  },
};
