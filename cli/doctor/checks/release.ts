import packageJson from '../../../package.json';
import type { Check, CheckFinding } from '../check';

export const release: Check = {
  name: 'release',
  async examine({ names }) {
    const [own, deployed] = [packageJson.version, names.release ?? 'an older release'];
    return {
      detail: `the command is ${own}, the deployment is ${deployed}`,
      findings: releaseFindings(own, names.release),
    };
  },
};

/**
 * @param deployed version of the deployed release. Undefined if the release is so old that it did not record its
 * version
 */
function releaseFindings(own: string, deployed: string | undefined): readonly CheckFinding[] {
  if (own === deployed) return [];
  if (deployed !== undefined && compare(own, deployed) < 0)
    return [
      {
        problem: `The command (${own}) is older than the deployment (${deployed}), and may be unable to read its records.`,
        todo: `Install the command of release ${deployed}.`,
      },
    ];
  return [
    { problem: `The deployment is older than the command (${own}).`, todo: `Read the changelog, and deploy ${own}.` },
  ];
}

/** Compares versions such as `1.10.0` by their numbers. */
function compare(one: string, other: string): number {
  const [ones, others] = [one, other].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const differences = (ones ?? []).map((number, index) => number - (others?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
