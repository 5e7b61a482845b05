import { RESOURCE_TYPES } from '../lib/personalize/resource-types';
import { CapacityReports } from '../lib/record-table/capacity-reports';
import type { RecordTable } from '../lib/record-table/record-table';
import { threeDigits } from '../lib/text/format';
import { moment, type Output } from './output';

/** Prints the newest nightly check of campaigns and recommenders, for each of the dataset groups that was checked. */
export async function printCapacity(records: RecordTable, groups: readonly string[], output: Output): Promise<void> {
  const reports = new CapacityReports(records);
  const found = (await Promise.all(groups.map((group) => reports.find(group)))).filter((each) => each !== undefined);
  output.document(found);
  if (found.length === 0) output.line('Not checked yet: campaigns and recommenders are checked every night.');
  for (const { datasetGroup, from, to, resources, failure } of found) {
    const time = to === '' ? 'not checked yet' : `${moment(from)} - ${moment(to)}`;
    output.line(`${output.colors.bold(`Dataset group '${datasetGroup}'`)}, ${time}`);
    if (failure !== undefined) output.line(`The last check failed: ${failure}`);
    output.table(
      ['RESOURCE', 'NAME', 'USE', 'MINIMUM', 'AVERAGE', 'PEAK', 'TPS-HOURS', 'USED', 'LAST REQUEST'],
      resources.map(
        ({ type, name, status, provisioned, average, peak, provisionedTpsHours, usedTpsHours, lastRequestAt }) => [
          RESOURCE_TYPES[type].title,
          name,
          output.status(status),
          ...[provisioned, average, peak, provisionedTpsHours, usedTpsHours].map(threeDigits),
          lastRequestAt === undefined ? '-' : moment(lastRequestAt),
        ],
      ),
      ['RESOURCE'],
    );
    output.line();
  }
}
