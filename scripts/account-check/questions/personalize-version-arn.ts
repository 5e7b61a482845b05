import { trained, VERSION_NAME, version } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeVersionArn: Question = {
  id: 'personalize-version-arn',
  asks: 'whether the ARN of a named solution version ends in the name or in an id',
  emulated: 'an id (variant: the name). Describe was seen to show the name as `SOLUTION/NAME`.',
  check: {
    creates: 'the shared solution version',
    dollars: 1,
    expected: 'an id; the name again: ResourceAlreadyExistsException',
    async ask(sandbox) {
      const arn = await trained(sandbox);
      const solutionArn = arn.slice(0, arn.lastIndexOf('/'));
      const again = await resultOf(version(sandbox, solutionArn, { name: VERSION_NAME }));
      return `${arn.endsWith(`/${VERSION_NAME}`) ? 'the name' : 'an id'}; the name again: ${again}`;
    },
  },
};
