import { GetSolutionMetricsCommand } from '@aws-sdk/client-personalize';
import { solution, trainable, version } from '../personalize';
import type { Question } from '../question';

export const personalizeTrendingMetric: Question = {
  id: 'personalize-trending-metric',
  asks: 'under which key GetSolutionMetrics returns the metric of Trending-Now',
  emulated: 'trend_prediction_accuracy.',
  check: {
    creates: 'a training of aws-trending-now',
    dollars: 1,
    expected: 'true',
    async ask(sandbox) {
      const solutionArn = await solution(sandbox, await trainable(sandbox), 'aws-trending-now');
      const solutionVersionArn = await version(sandbox, solutionArn);
      const { metrics = {} } = await sandbox.clients.personalize.send(
        new GetSolutionMetricsCommand({ solutionVersionArn }),
      );
      return String('trend_prediction_accuracy' in metrics);
    },
  },
};
