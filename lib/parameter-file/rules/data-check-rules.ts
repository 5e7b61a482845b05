import { schemaFields } from '../../personalize/schema';
import { joinPointer } from '../json-pointer';
import type { Rule } from './rule';

/** Rules for the checks of data. */
export const DATA_CHECK_RULES: readonly Rule[] = [
  {
    name: 'data-check-subject',
    severity: 'error',
    demands: 'maximumAge needs a TIMESTAMP. maximumUnknownItems is for interactions, and needs an items dataset.',
    warns: 'for maximumUnknownItems if importMode is INCREMENTAL: it is not checked then.',
    *check({ datasets, importConfig }) {
      const hasItems = datasets.some(({ info }) => info.datasetType === 'ITEMS');
      for (const { info, pointer, schema, checks } of datasets) {
        const problem = (name: 'maximumAge' | 'maximumUnknownItems', message: string) => {
          return { path: joinPointer(pointer, 'workflowConfig', 'checks', name), value: checks[name], message };
        };
        const hasTime = schemaFields(schema.config.schema).some(({ name }) => name === 'TIMESTAMP');
        if (checks.maximumAge !== undefined && !hasTime)
          yield problem(
            'maximumAge',
            'The schema of the dataset has no TIMESTAMP, so the age of its data is not known.',
          );
        if (checks.maximumUnknownItems === undefined) continue;
        if (!hasItems || info.datasetType !== 'INTERACTIONS') {
          const message = hasItems ? 'Only the interactions dataset may have it.' : 'The file has no items dataset.';
          yield problem('maximumUnknownItems', message);
        } else if (importConfig.importMode === 'INCREMENTAL') {
          const message =
            'Not checked, as importMode is INCREMENTAL: items that were imported before would be unknown.';
          const hint = 'Leave it out, or import with importMode FULL.';
          yield { ...problem('maximumUnknownItems', message), severity: 'warning', hint };
        }
      }
    },
  },
];
