import { CreateCampaignCommand, DescribeCampaignCommand } from '@aws-sdk/client-personalize';
import { ended, trained } from '../personalize';
import type { Question } from '../question';

export const personalizeSyncedCampaignVersion: Question = {
  id: 'personalize-synced-campaign-version',
  asks: 'the `solutionVersionArn` that Describe shows for a campaign with `syncWithLatestSolutionVersion`',
  emulated: 'the version that the campaign serves (variant: `SOLUTION/$LATEST`).',
  check: {
    creates: 'a training and a campaign of 1 TPS',
    dollars: 1.5,
    expected: 'the version',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const solutionVersionArn = await trained(sandbox);
      const { campaignArn } = await personalize.send(
        new CreateCampaignCommand({
          name: sandbox.name(),
          minProvisionedTPS: 1,
          solutionVersionArn: `${solutionVersionArn.slice(0, solutionVersionArn.lastIndexOf('/'))}/$LATEST`,
          campaignConfig: { syncWithLatestSolutionVersion: true },
        }),
      );
      const describe = async () => (await personalize.send(new DescribeCampaignCommand({ campaignArn }))).campaign;
      await ended(sandbox, describe);
      const shown = (await describe())?.solutionVersionArn;
      return shown === solutionVersionArn ? 'the version' : (shown?.split('/').at(-1) ?? 'nothing');
    },
  },
};
