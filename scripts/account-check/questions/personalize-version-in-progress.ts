import {
  CreateSolutionVersionCommand,
  GetSolutionMetricsCommand,
  StopSolutionVersionCreationCommand,
} from '@aws-sdk/client-personalize';
import { trained } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeVersionInProgress: Question = {
  id: 'personalize-version-in-progress',
  asks: 'which error GetSolutionMetrics returns for a solution version in training, and StopSolutionVersionCreation for an ACTIVE version',
  emulated: 'ResourceInUseException.',
  check: {
    creates: 'a training, and the shared solution version',
    dollars: 1,
    expected: 'metrics: ResourceInUseException; stop: ResourceInUseException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const solutionVersionArn = await trained(sandbox);
      const solutionArn = solutionVersionArn.slice(0, solutionVersionArn.lastIndexOf('/'));
      const inTraining = await personalize.send(new CreateSolutionVersionCommand({ solutionArn }));
      const metrics = await resultOf(
        personalize.send(new GetSolutionMetricsCommand({ solutionVersionArn: inTraining.solutionVersionArn })),
      );
      const stop = await resultOf(personalize.send(new StopSolutionVersionCreationCommand({ solutionVersionArn })));
      return `metrics: ${metrics}; stop: ${stop}`;
    },
  },
};
