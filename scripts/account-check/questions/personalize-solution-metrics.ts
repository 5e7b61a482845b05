import { GetSolutionMetricsCommand } from '@aws-sdk/client-personalize';
import { importInteractions, solution, trainable, version } from '../personalize';
import type { Question } from '../question';

export const personalizeSolutionMetrics: Question = {
  id: 'personalize-solution-metrics',
  asks: 'whether GetSolutionMetrics returns an empty map or an error for recipes without documented metrics and for versions of training mode UPDATE',
  emulated: 'neither, it returns the same metrics as for other recipes.',
  check: {
    creates: 'an import, a training of aws-user-personalization, then an UPDATE of it',
    dollars: 2,
    expected: 'some metrics',
    async ask(sandbox) {
      const datasetGroupArn = await trainable(sandbox);
      const solutionArn = await solution(sandbox, datasetGroupArn, 'aws-user-personalization');
      await version(sandbox, solutionArn);
      await importInteractions(sandbox, datasetGroupArn);
      const solutionVersionArn = await version(sandbox, solutionArn, { trainingMode: 'UPDATE' });
      const { metrics = {} } = await sandbox.clients.personalize.send(
        new GetSolutionMetricsCommand({ solutionVersionArn }),
      );
      return Object.keys(metrics).length > 0 ? 'some metrics' : 'no metrics';
    },
  },
};
