import type { ResourceType } from '../../personalize/resource-types';
import type { Step } from '../step';
import type { Found } from './resource-type';

export async function findByArn(step: Step, type: ResourceType, arn: string): Promise<Found | undefined> {
  const description = await step.personalize.describe(type, arn);
  return description && { arn, description };
}
