import {
  DeleteCampaignCommand,
  DeleteDatasetCommand,
  DeleteDatasetGroupCommand,
  DeleteEventTrackerCommand,
  DeleteFilterCommand,
  DeleteMetricAttributionCommand,
  DeleteSchemaCommand,
  DeleteSolutionCommand,
  type PersonalizeClient,
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListDatasets,
  paginateListEventTrackers,
  paginateListFilters,
  paginateListMetricAttributions,
  paginateListSchemas,
  paginateListSolutions,
} from '@aws-sdk/client-personalize';
import type { Leftover } from './leftover';

/** Campaigns before solutions, datasets before schemas, dataset groups last: what another one still needs is refused, and tried again. */
export async function personalizeLeftovers(client: PersonalizeClient, prefix: string): Promise<readonly Leftover[]> {
  const left: Leftover[] = [];
  const add = (type: string, arn: string | undefined, remove: Leftover['remove']) => {
    left.push({ name: `${type} ${arn}`, remove });
  };
  const ours = (name: string | undefined) => name?.startsWith(`${prefix}-`) === true;
  const config = { client };

  const groups: string[] = [];
  for await (const { datasetGroups = [] } of paginateListDatasetGroups(config, {}))
    for (const { name, datasetGroupArn = '' } of datasetGroups) if (ours(name)) groups.push(datasetGroupArn);

  for await (const { campaigns = [] } of paginateListCampaigns(config, {}))
    for (const { name, campaignArn } of campaigns)
      if (ours(name)) add('campaign', campaignArn, () => client.send(new DeleteCampaignCommand({ campaignArn })));
  for await (const { solutions = [] } of paginateListSolutions(config, {}))
    for (const { name, solutionArn } of solutions)
      if (ours(name)) add('solution', solutionArn, () => client.send(new DeleteSolutionCommand({ solutionArn })));
  for (const datasetGroupArn of groups) await addPartsOf(datasetGroupArn);
  for await (const { schemas = [] } of paginateListSchemas(config, {}))
    for (const { name, schemaArn } of schemas)
      if (ours(name)) add('schema', schemaArn, () => client.send(new DeleteSchemaCommand({ schemaArn })));
  for (const datasetGroupArn of groups)
    add('dataset group', datasetGroupArn, () => client.send(new DeleteDatasetGroupCommand({ datasetGroupArn })));
  return left;

  async function addPartsOf(datasetGroupArn: string): Promise<void> {
    for await (const { Filters = [] } of paginateListFilters(config, { datasetGroupArn }))
      for (const { filterArn } of Filters)
        add('filter', filterArn, () => client.send(new DeleteFilterCommand({ filterArn })));
    for await (const { eventTrackers = [] } of paginateListEventTrackers(config, { datasetGroupArn }))
      for (const { eventTrackerArn } of eventTrackers)
        add('event tracker', eventTrackerArn, () => client.send(new DeleteEventTrackerCommand({ eventTrackerArn })));
    for await (const { metricAttributions = [] } of paginateListMetricAttributions(config, { datasetGroupArn }))
      for (const { metricAttributionArn } of metricAttributions)
        add('metric attribution', metricAttributionArn, () =>
          client.send(new DeleteMetricAttributionCommand({ metricAttributionArn })),
        );
    for await (const { datasets = [] } of paginateListDatasets(config, { datasetGroupArn }))
      for (const { datasetArn } of datasets)
        add('dataset', datasetArn, () => client.send(new DeleteDatasetCommand({ datasetArn })));
  }
}
