import { joinPointer } from '../json-pointer';
import type { Rule } from './rule';

/** What a custom dataset group may contain, and what one of a domain. */
export const DOMAIN_RULES: readonly Rule[] = [
  {
    name: 'recommenders-domain',
    severity: 'error',
    demands: 'Recommenders are for dataset groups with a domain.',
    *check({ recommenders, datasetGroup }) {
      if (recommenders.length === 0 || datasetGroup.config.domain !== undefined) return;
      yield {
        path: '/recommenders',
        atKey: true,
        value: undefined,
        message: 'The file has recommenders, but its dataset group has no domain.',
        hint: 'Give datasetGroup.serviceConfig a "domain", or make them solutions.',
      };
    },
  },
  {
    name: 'actions-custom',
    severity: 'error',
    demands: 'Actions and action interactions are for custom dataset groups.',
    *check({ datasets, domain }) {
      for (const { info, pointer } of datasets) {
        if (!domain || info.allowedInDomains) continue;
        yield {
          path: pointer,
          atKey: true,
          value: info.section,
          message: `A dataset group of domain ${domain} cannot have a dataset of type ${info.recordName}.`,
        };
      }
    },
  },
  {
    name: 'schema-domain',
    severity: 'error',
    demands: "A schema's domain is that of the dataset group, which is also its default.",
    *check({ datasets, datasetGroup }) {
      for (const { schema } of datasets) {
        const { domain } = schema.config;
        if (domain === undefined || domain === datasetGroup.config.domain) continue;
        yield {
          path: joinPointer(schema.configPointer, 'domain'),
          value: domain,
          message:
            datasetGroup.config.domain === undefined
              ? 'The schema has a domain, but its dataset group has none.'
              : `The schema has another domain than its dataset group, ${datasetGroup.config.domain}.`,
          hint: 'Leave it out.',
        };
      }
    },
  },
  {
    name: 'kms-role',
    severity: 'error',
    demands: 'A KMS key and the role that may use it are given together.',
    *check({ datasetGroup: { config, configPointer } }) {
      const { kmsKeyArn, roleArn } = config;
      if ((kmsKeyArn === undefined) === (roleArn === undefined)) return;
      const [present, missing] = kmsKeyArn === undefined ? ['roleArn', 'kmsKeyArn'] : ['kmsKeyArn', 'roleArn'];
      yield {
        path: joinPointer(configPointer, present),
        atKey: true,
        value: config[present],
        message: `"${present}" is given without "${missing}".`,
        hint:
          present === 'roleArn' ? 'Only a KMS key needs a role here; imports have one from the deployment.' : undefined,
      };
    },
  },
  {
    name: 'event-tracker-interactions',
    severity: 'error',
    demands: 'An event tracker needs an interactions dataset to write to.',
    warns: 'in a file without "datasets": the dataset group may have it already.',
    *check({ eventTracker, datasets, hasDatasets }) {
      if (!eventTracker || datasets.some(({ info }) => info.datasetType === 'INTERACTIONS')) return;
      yield {
        path: eventTracker.pointer,
        atKey: true,
        value: eventTracker.name,
        ...(!hasDatasets && { severity: 'warning' }),
        message: 'The event tracker needs the Interactions dataset, which the file does not have.',
        hint: hasDatasets ? 'Add datasets.interactions.' : 'The dataset group must have it already.',
      };
    },
  },
];
