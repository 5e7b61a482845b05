import { isJsonObject } from '../json';
import { callService } from './call-service';
import type { Integration } from './integration';
import { type ErrorStyle, withErrorStyle, withSdkMetadata } from './optimized';
import { asText, epochMilliseconds, toJson } from './to-json';

const ERRORS: ErrorStyle = {
  prefix: 'SNS',
  serviceName: 'AmazonSNS',
  unmodelled: 'AmazonSNSException',
  modelled: ['AuthorizationError', 'EndpointDisabled', 'InternalError', 'InvalidParameter', 'NotFound'],
};

/** Integration `arn:<partition>:states:::sns:publish`. */
export const snsPublish: Integration = {
  resourceType: 'sns',
  resource: 'publish',
  arguments: {
    required: ['Message'],
    optional: ['TopicArn', 'TargetArn', 'PhoneNumber', 'Subject', 'MessageStructure', 'MessageAttributes'],
  },
  async run(request) {
    const input = { ...request.arguments, Message: asText(request.arguments.Message ?? null) };
    const response = await withErrorStyle(ERRORS, request, () => callService(request, 'sns', 'Publish', input));
    const json = toJson(response, epochMilliseconds);
    return withSdkMetadata(isJsonObject(json) ? json : {}, request);
  },
};
