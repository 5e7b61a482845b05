import { LocalAws } from '../../../local-aws/local-aws';
import { REGIONS as ENDPOINTS } from '../../../local-aws/services/personalize/regions';
import { loadStack } from '../../../local-aws/terraform/load-stack';
import { REGIONS } from '../../../personalize/regions';
import { synthesize } from '../../../stacks/synth/synthesize';
import { temporaryFolder } from '../../support/synthesis';

const path = synthesize(temporaryFolder());

async function loaded(region: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { aws } = new LocalAws({ seed: 1, account: { region } });
  return (await loadStack(aws, path, { variables })).resources;
}

describe('The region of a deployment', () => {
  test('is one that has Amazon Personalize, by two sources that agree', () => {
    expect([...REGIONS].sort()).toEqual([...ENDPOINTS].sort());
  });

  test.each(REGIONS)('may be %s', async (region) => {
    await expect(loaded(region)).resolves.toBeInstanceOf(Map);
  });

  test.each(['eu-north-1', 'us-gov-west-1', 'cn-northwest-1'])(
    'may not be %s, which does not have Amazon Personalize',
    async (region) => {
      await expect(loaded(region)).rejects.toThrow(
        `Amazon Personalize is not known to be available in ${region}. Deploy in one of us-east-1,`,
      );
    },
  );

  test('may be one of additional_personalize_regions', async () => {
    const variables = { additional_personalize_regions: ['eu-west-3', 'eu-north-1'] };
    await expect(loaded('eu-north-1', variables)).resolves.toBeInstanceOf(Map);
  });
});
