import { ServiceError } from '../../../core/service';
import { StatesError } from '../errors';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { callService } from './call-service';
import type { Integration, TaskRequest } from './integration';
import { camelCase, pascalCase } from './pascal-case';
import { SDK_SERVICES, type SdkService } from './sdk-services';
import { asText, isoTime, toJson } from './to-json';

/** Errors that any service may return, although most API models lack them. `SdkService.modelled` lists which of these errors a service's model has. */
const UNMODELLED = [
  'AccessDenied',
  'AccessDeniedException',
  'ThrottlingException',
  'UnknownOperationException',
  'ValidationException',
];

/**
 * Integration `arn:<partition>:states:::aws-sdk:<service>:<action>`.
 * @returns undefined if the local Step Functions has no integrations with the service
 */
export function awsSdk(serviceName: string, action: string): Integration | undefined {
  const service = Object.hasOwn(SDK_SERVICES, serviceName) ? SDK_SERVICES[serviceName] : undefined;
  if (service === undefined) return undefined;
  return {
    resourceType: `aws-sdk:${serviceName}`,
    resource: action,
    async run(request) {
      try {
        const input = argumentsFor(service, request.arguments);
        const response = await callService(request, service.signingName, pascalCase(action), input);
        const json = toJson(response ?? {}, isoTime);
        return service.memberCase === 'camel' ? renameMembers(json, pascalCase, service) : json;
      } catch (error) {
        if (error instanceof ServiceError) throw sdkError(error, service, request);
        throw error;
      }
    },
  };
}

/** Converts the members' names to the case of the API. Converts JSON values of text members to JSON text. */
function argumentsFor(service: SdkService, given: JsonObject): JsonObject {
  const named = service.memberCase === 'camel' ? renameMembers(given, camelCase, service) : given;
  const withTexts = stringify(named, service);
  return isJsonObject(withTexts) ? withTexts : {};
}

function renameMembers(value: Json, rename: (name: string) => string, service: SdkService): Json {
  if (isJsonList(value)) return value.map((item) => renameMembers(item, rename, service));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      rename(name),
      service.maps.includes(camelCase(name)) ? member : renameMembers(member, rename, service),
    ]),
  );
}

function stringify(value: Json, service: SdkService): Json {
  if (isJsonList(value)) return value.map((item) => stringify(item, service));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      service.texts.includes(name) ? asText(member) : stringify(member, service),
    ]),
  );
}

function sdkError(error: ServiceError, { errorPrefix, modelled }: SdkService, { execution }: TaskRequest): StatesError {
  const unmodelled = UNMODELLED.includes(error.code) && !modelled.includes(error.code);
  const shape = error.code.endsWith('Exception') ? error.code : `${error.code}Exception`;
  return new StatesError(
    `${errorPrefix}.${unmodelled ? `${errorPrefix}Exception` : shape}`,
    `${error.message} (Service: ${errorPrefix}, Status Code: ${error.status}, ` +
      `Request ID: ${execution.random.uuid()}) (SDK Attempt Count: 1)`,
  );
}
