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
import { type Leftover, listed } from './leftover';

/**
 * Resources of the check in Personalize: campaigns before solutions, datasets before schemas, dataset groups last. A deletion that is
 * refused because of a dependent resource is tried again.
 */
export async function personalizeLeftovers(client: PersonalizeClient, prefix: string): Promise<readonly Leftover[]> {
  const ours = ({ name }: { readonly name?: string | undefined }) => name?.startsWith(`${prefix}-`) === true;
  const config = { client };
  const groups: string[] = [];
  const ofGroups = await listed('dataset groups', paginateListDatasetGroups(config, {}), ({ datasetGroups = [] }) =>
    datasetGroups.filter(ours).map(({ datasetGroupArn = '' }) => {
      groups.push(datasetGroupArn);
      return leftover('dataset group', datasetGroupArn, () =>
        client.send(new DeleteDatasetGroupCommand({ datasetGroupArn })),
      );
    }),
  );
  return [
    ...(await listed('campaigns', paginateListCampaigns(config, {}), ({ campaigns = [] }) =>
      campaigns
        .filter(ours)
        .map(({ campaignArn }) =>
          leftover('campaign', campaignArn, () => client.send(new DeleteCampaignCommand({ campaignArn }))),
        ),
    )),
    ...(await listed('solutions', paginateListSolutions(config, {}), ({ solutions = [] }) =>
      solutions
        .filter(ours)
        .map(({ solutionArn }) =>
          leftover('solution', solutionArn, () => client.send(new DeleteSolutionCommand({ solutionArn }))),
        ),
    )),
    ...(await Promise.all(groups.flatMap(partsOf))).flat(),
    ...(await listed('schemas', paginateListSchemas(config, {}), ({ schemas = [] }) =>
      schemas
        .filter(ours)
        .map(({ schemaArn }) =>
          leftover('schema', schemaArn, () => client.send(new DeleteSchemaCommand({ schemaArn }))),
        ),
    )),
    ...ofGroups,
  ];

  function partsOf(datasetGroupArn: string): readonly Promise<readonly Leftover[]>[] {
    const of = { datasetGroupArn };
    return [
      listed(`filters of ${datasetGroupArn}`, paginateListFilters(config, of), ({ Filters = [] }) =>
        Filters.map(({ filterArn }) =>
          leftover('filter', filterArn, () => client.send(new DeleteFilterCommand({ filterArn }))),
        ),
      ),
      listed(`event trackers of ${datasetGroupArn}`, paginateListEventTrackers(config, of), ({ eventTrackers = [] }) =>
        eventTrackers.map(({ eventTrackerArn }) =>
          leftover('event tracker', eventTrackerArn, () =>
            client.send(new DeleteEventTrackerCommand({ eventTrackerArn })),
          ),
        ),
      ),
      listed(
        `metric attributions of ${datasetGroupArn}`,
        paginateListMetricAttributions(config, of),
        ({ metricAttributions = [] }) =>
          metricAttributions.map(({ metricAttributionArn: arn }) =>
            leftover('metric attribution', arn, () =>
              client.send(new DeleteMetricAttributionCommand({ metricAttributionArn: arn })),
            ),
          ),
      ),
      listed(`datasets of ${datasetGroupArn}`, paginateListDatasets(config, of), ({ datasets = [] }) =>
        datasets.map(({ datasetArn }) =>
          leftover('dataset', datasetArn, () => client.send(new DeleteDatasetCommand({ datasetArn }))),
        ),
      ),
    ];
  }
}

function leftover(type: string, arn: string | undefined, remove: Leftover['remove']): Leftover {
  return { name: `${type} ${arn}`, remove };
}
