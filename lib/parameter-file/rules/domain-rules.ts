import { show } from '../../text/format';
import { checkMember, isUnfilled, type Rule, violationAt } from './rule';

/** Rules for the content of custom and of domain dataset groups. */
export const DOMAIN_RULES: readonly Rule[] = [
  {
    name: 'recommenders-domain',
    demands: 'Recommenders are for dataset groups with a domain.',
    *check({ recommenders, datasetGroup }) {
      if (recommenders.length === 0 || datasetGroup.config.domain !== undefined) return;
      const message = 'The file has recommenders, but its dataset group has no domain.';
      const hint = 'Give datasetGroup.serviceConfig a "domain", or replace the recommenders by solutions.';
      yield { path: '/recommenders', atKey: true, value: undefined, message, hint };
    },
  },
  {
    name: 'actions-custom',
    demands: 'Actions are for custom dataset groups.',
    *check({ datasets, domain }) {
      for (const { info, pointer } of datasets) {
        if (!domain || info.allowedInDomains) continue;
        const message = `A dataset group of domain ${domain} cannot have a dataset of type ${info.recordName}.`;
        yield { path: pointer, atKey: true, value: info.section, message };
      }
    },
  },
  {
    name: 'schema-domain',
    demands: 'If a schema has a domain, it is that of the dataset group.',
    check({ datasets, datasetGroup }) {
      const expected = datasetGroup.config.domain;
      const schemas = datasets.map(({ schema }) => schema);
      return checkMember(schemas, '/domain', (domain) => {
        const message =
          expected === undefined
            ? 'The schema has a domain, but its dataset group has none.'
            : `The domain of the schema differs from the domain of its dataset group, ${show(expected)}.`;
        return domain !== expected && !isUnfilled(expected) && { message, hint: 'Leave it out.' };
      });
    },
  },
  {
    name: 'kms-role',
    demands: 'kmsKeyArn and roleArn are given together or not at all.',
    *check({ datasetGroup }) {
      const { kmsKeyArn, roleArn } = datasetGroup.config;
      if ((kmsKeyArn === undefined) === (roleArn === undefined)) return;
      const [present, missing] = kmsKeyArn === undefined ? ['roleArn', 'kmsKeyArn'] : ['kmsKeyArn', 'roleArn'];
      const message = `"${present}" is given without "${missing}".`;
      const hint = 'Only a KMS key needs a roleArn. Imports use the role of the deployment.';
      yield violationAt(datasetGroup, `/${present}`, { atKey: true, message, ...(present === 'roleArn' && { hint }) });
    },
  },
  {
    name: 'event-tracker-interactions',
    demands: 'An event tracker needs an interactions dataset.',
    warns: 'in a file without "datasets".',
    *check({ eventTracker, datasets, hasDatasets }) {
      if (!eventTracker || datasets.some(({ info }) => info.datasetType === 'INTERACTIONS')) return;
      const { pointer: path, name: value } = eventTracker;
      const message = 'The event tracker needs the Interactions dataset, which the file does not have.';
      const hint = hasDatasets ? 'Add datasets.interactions.' : 'The dataset group must have it already.';
      yield { path, atKey: true, value, ...(!hasDatasets && { severity: 'warning' }), message, hint };
    },
  },
];
