import { DeployedAws } from '../../cli/aws';
import { desiredState } from '../../lib/parameter-file/desired-state';
import { validateParameterFile } from '../../lib/parameter-file/validate';
import { makePlan } from '../../lib/reconciler/plan/make-plan';
import type { Plan } from '../../lib/reconciler/plan/plan';
import { parameterFileKey } from './sample';
import type { Served } from './served';

/** Returns the deployment as the command line uses it, without a separate process. */
function deployedAws({ url, environment }: Served): Promise<DeployedAws> {
  Object.assign(process.env, environment);
  return DeployedAws.open({ json: false, name: 'personalize', endpointUrl: url });
}

/**
 * Returns the desired state that a parameter file describes.
 * @param text content of the parameter file
 * @throws Error with the problems of the file
 */
export function stateOf(text: string) {
  const { file, problems } = validateParameterFile(text);
  if (file === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
  return desiredState(file);
}

/** Returns the plan of an upload of the file. */
export async function planOf(deployment: Served, file: unknown): Promise<Plan> {
  const state = stateOf(JSON.stringify(file));
  const key = parameterFileKey(state.datasetGroup.name);
  return makePlan({ path: 'config.json', key, state }, await deployedAws(deployment));
}
